import { Command } from 'commander';
import { pino } from 'pino';
import { read } from 'read';
import { validate as isUuid } from 'uuid';
import type { Target, UserAdministration } from '../accounts/administration/user-administration.js';
import { FieldErrorCode } from '../api/error-result.js';
import { refuseInvalid } from '../api/expected-errors.js';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config/config.js';
import type { Database } from '../database/database.js';
import { runMigrations } from '../database/migrate.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import { OPERATOR } from '../security/audit-trail.js';
import { createServices, type Services } from '../services.js';
import { canonicalizeEmailsOf, requireEmail } from '../users/email.js';
import { Role, type User } from '../users/user.entity.js';
import { importUsers } from './import-users.js';
import { withDatabase } from './with-database.js';

/** `user create`, `user promote`, `user deactivate`, `user reset-factors`, `user check-emails`, `users import`. */
export function userCommand(): Command {
  const user = new Command('user').alias('users').description('manage accounts: create, promote, deactivate, import');
  user
    .command('create <email>')
    .description('make an account; the password is asked for, or read from standard input')
    .option('--username <username>', 'a username')
    .option('--admin', 'make it an administrator')
    .action(createUser);
  user
    .command('promote <email-or-id>')
    .description('make an account an administrator')
    .action((account: string) => administer(account, (users, target) => users.setRole(target, Role.ADMIN)));
  user
    .command('deactivate <email-or-id>')
    .description('keep an account from signing in and end its sessions')
    .action((account: string) => administer(account, (users, target) => users.deactivate(target)));
  user
    .command('reset-factors <email-or-id>')
    .description('take all second factors from an account whose user has lost them, and end its sessions')
    .action((account: string) => administer(account, (users, target) => users.resetSecondFactors(target)));
  user
    .command('check-emails')
    .description(
      'list accounts whose e-mail address nobody can log in with, as it is no longer allowed or exists twice',
    )
    .action(checkEmails);
  user
    .command('import <file>')
    .description('bring in accounts from CSV or JSON lines, with the password hashes of Flask apps')
    .option('--dry-run', 'only report what would be done')
    .action(importUsers);
  return user;
}

/** What Node.js reads for bytes that are not UTF-8: many passwords would be the same. */
const REPLACEMENT_CHARACTER = '\ufffd';

const NOT_UTF8 = { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Enter the password in UTF-8.' };

async function createUser(email: string, options: { username?: string; admin?: boolean }): Promise<void> {
  const prompt = process.stdin.isTTY ? 'Password: ' : '';
  const password = await read({ prompt, silent: true, output: process.stderr });
  refuseInvalid({ password: password.includes(REPLACEMENT_CHARACTER) ? NOT_UTF8 : undefined });
  await withServices(async ({ accounts: { creation }, security: { audit } }, { em }) => {
    const user = await creation.create(em.fork(), creation.check({ email, password, username: options.username }), {
      selfRegistered: false,
      whenCreated: (tx, created) => {
        audit.success(tx, AuditEventKind.REGISTER, OPERATOR, created.id);
        if (!options.admin) return created;
        created.role = Role.ADMIN;
        audit.success(tx, AuditEventKind.ROLE_CHANGED, OPERATOR, created.id);
        return created;
      },
    });
    console.log(`created ${user.email} (${user.role}), id ${user.id}`);
  });
}

/** By its id an account is found even if its e-mail address is one that is no longer allowed. */
function accountOf(emailOrId: string): Target['which'] {
  if (isUuid(emailOrId)) return { id: emailOrId.toLowerCase() };
  return { email: requireEmail('email', emailOrId) };
}

async function administer(
  emailOrId: string,
  act: (users: UserAdministration, target: Target) => Promise<User>,
): Promise<void> {
  await withServices(async ({ accounts: { administration } }, { em }) => {
    const target = { em: em.fork(), actor: OPERATOR, which: accountOf(emailOrId) };
    const user = await act(administration, target);
    console.log(`${user.email} is ${user.deactivatedAt ? 'deactivated' : `active (${user.role})`}`);
  });
}

async function checkEmails(): Promise<void> {
  await withServices(async (_services, { em }) => {
    const unusable = await canonicalizeEmailsOf(em.fork());
    for (const { userId, email, reason } of unusable) console.log(`${userId} ${visible(email)} ${reason}`);
    console.log(`${unusable.length} accounts have an e-mail address that cannot be used`);
  });
}

/** With escapes for what is not ASCII, of which some cannot be seen. */
function visible(text: string): string {
  return text.replace(/[^!-~]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

export async function withServices(work: (services: Services, database: Database) => Promise<void>): Promise<void> {
  const config = loadConfig(readEnvironment());
  await withDatabase(config, async (database) => {
    await runMigrations(database.orm);
    const log = pino({ level: config.logLevel }, pino.destination(process.stderr.fd));
    const services = await createServices({ config, database, clock: systemClock, log });
    await work(services, database).finally(() => services.close());
  });
}
