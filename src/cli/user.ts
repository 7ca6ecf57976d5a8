import { Command } from 'commander';
import { pino } from 'pino';
import { read } from 'read';
import type { Target, UserAdministration } from '../administration/user-administration.js';
import { AuditEventKind } from '../audit/audit-event.entity.js';
import { OPERATOR } from '../audit/audit-trail.js';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config.js';
import type { Database } from '../db/database.js';
import { runMigrations } from '../db/migrate.js';
import { createServices, type Services } from '../services.js';
import { normalizeEmail } from '../users/email.js';
import { Role, type User } from '../users/user.entity.js';
import { importUsers } from './import-users.js';
import { withDatabase } from './with-database.js';

/** `user create`, `user promote`, `user deactivate`, `users import`. */
export function userCommand(): Command {
  const user = new Command('user').alias('users').description('manage accounts: create, promote, deactivate, import');
  user
    .command('create <email>')
    .description('make an account; the password is asked for, or read from standard input')
    .option('--username <username>', 'a username')
    .option('--admin', 'make it an administrator')
    .action(createUser);
  user
    .command('promote <email>')
    .description('make an account an administrator')
    .action((email: string) => administer(email, (users, target) => users.setRole(target, Role.ADMIN)));
  user
    .command('deactivate <email>')
    .description('keep an account from signing in and end its sessions')
    .action((email: string) => administer(email, (users, target) => users.deactivate(target)));
  user
    .command('import <file>')
    .description('bring in accounts from CSV or JSON lines, with the password hashes of Flask apps')
    .option('--dry-run', 'only report what would be done')
    .action(importUsers);
  return user;
}

async function createUser(email: string, options: { username?: string; admin?: boolean }): Promise<void> {
  const prompt = process.stdin.isTTY ? 'Password: ' : '';
  const password = await read({ prompt, silent: true, output: process.stderr });
  await withServices(async ({ accounts, audit }, { em }) => {
    const user = await accounts.create(em.fork(), accounts.check({ email, password, username: options.username }), {
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

async function administer(
  email: string,
  act: (users: UserAdministration, target: Target) => Promise<User>,
): Promise<void> {
  await withServices(async ({ administration }, { em }) => {
    const target = { em: em.fork(), actor: OPERATOR, which: { email: normalizeEmail(email) } };
    const user = await act(administration, target);
    console.log(`${user.email} is ${user.deactivatedAt ? 'deactivated' : `active (${user.role})`}`);
  });
}

export async function withServices(work: (services: Services, database: Database) => Promise<void>): Promise<void> {
  const config = loadConfig(readEnvironment());
  await withDatabase(config, async (database) => {
    await runMigrations(database.orm);
    const log = pino({ level: config.logLevel }, pino.destination(process.stderr.fd));
    const services = await createServices({ config, em: database.em, clock: systemClock, log });
    await work(services, database).finally(() => services.close());
  });
}
