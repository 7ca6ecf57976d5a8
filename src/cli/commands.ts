import { type Command, InvalidArgumentError, Option } from 'commander';
import type { UserState } from '../accounts/administration/administration.inputs.js';
import type { SourceName } from '../accounts/import/sources/index.js';
import type { Permission } from '../sessions/permissions.js';
import type { Role } from '../users/user.entity.js';
import { type AddCommands, choice, JSON_FLAG } from './command-context.js';
import type { UserAct } from './user-acts.js';

const ACCOUNT = '<email-or-id>';
const STDIN_FLAG = ['--password-stdin', 'never ask for the password, read it from standard input'] as const;

const ROLES = ['user', 'admin'] satisfies Lowercase<Role>[];
const SOURCE_NAMES: SourceName[] = ['auth0', 'better-auth', 'devise', 'django', 'firebase', 'keycloak', 'supabase'];
const PERMISSIONS = [
  'users_read',
  'users_write',
  'sessions_end',
  'audit_read',
  'webhooks_manage',
  'tokens_introspect',
] satisfies Lowercase<Permission>[];
const STATES = ['active', 'deactivated'] satisfies Lowercase<UserState>[];

// Loaded only when a command runs, so that help and typing errors respond at once.
const reading = () => import('./list-users.js');
const changing = () => import('./user-acts.js');
const sessionActs = () => import('./sessions.js');
const machineActs = () => import('./service-accounts.js');
const maintenance = () => import('./maintenance-acts.js');

export const addMaintenanceCommands: AddCommands = (program, context) => {
  program
    .command('migrate')
    .description('bring the database up to date (the server does so itself when it starts)')
    .action(async () => (await maintenance()).migrate(context));
  program
    .command('prune')
    .description(
      'delete what has expired: blacklist entries, sessions, tokens, audit events, unverified accounts (the server does so now and then)',
    )
    .action(async () => (await maintenance()).prune(context));
};

/** `user ...`. */
export const addUserCommands: AddCommands = (program, context) => {
  const user = program.command('user').alias('users').description('manage accounts');
  for (const add of [addReading, addMaking, addChanging]) add(user, context);
};

const addReading: AddCommands = (user, context) => {
  user
    .command('list')
    .description('list accounts, newest first')
    .addOption(choice('--role <role>', 'only those with a role', ROLES))
    .addOption(choice('--state <state>', 'only those that can be used, or that cannot', STATES))
    .option(...JSON_FLAG)
    .action(async (options) => (await reading()).listAccounts(context, options));
  user
    .command(`show ${ACCOUNT}`)
    .description('show an account')
    .option(...JSON_FLAG)
    .action(async (account, options) => (await reading()).showAccount(context, account, options));
  user
    .command('check-emails')
    .description('list accounts whose email address nobody can log in with, as it is no longer allowed or exists twice')
    .action(async () => (await reading()).checkEmails(context));
};

const addMaking: AddCommands = (user, context) => {
  user
    .command('create <email>')
    .description('make an account; the password is asked for, or read from standard input')
    .option('--username <username>', 'a username')
    .option('--admin', 'make it an administrator')
    .option(...STDIN_FLAG)
    .addOption(new Option('--invite', 'email a link to set the password').conflicts('passwordStdin'))
    .action(async (email, options) => (await import('./create-user.js')).createUser(context, email, options));
  user
    .command('import <file>')
    .description('bring in accounts from CSV or JSON lines, or from the export of another system')
    .option('--dry-run', 'only report what would be done')
    .addOption(new Option('--from <system>', 'what has exported the file').choices(SOURCE_NAMES))
    .option('--issuer <name=url...>', 'the issuer of an identity provider in the export, which has another name there')
    .option('--firebase-hash-config <file>', 'the password hash parameters that the Firebase console shows')
    .action(async (file, options) => (await import('./import-users.js')).importUsers(context, file, options));
};

const addChanging: AddCommands = (user, context) => {
  const add = (name: string, description: string): Command =>
    user.command(`${name} ${ACCOUNT}`).description(description);
  const act = async (name: UserAct, account: string) => (await changing()).administer(context, account, name);
  add('promote', 'make an account an administrator').action((account) => act('promote', account));
  add('demote', 'make an administrator an ordinary user').action((account) => act('demote', account));
  add('deactivate', 'keep an account from signing in and end its sessions').action((account) =>
    act('deactivate', account),
  );
  add('reactivate', 'let a deactivated account sign in again').action((account) => act('reactivate', account));
  add('verify', 'mark the email address as verified').action((account) => act('verify', account));
  add('reset-factors', 'remove all second factors of a user who has lost them, and end their sessions').action(
    (account) => act('reset-factors', account),
  );
  add('set-password', 'give an account a new password and end its sessions')
    .option(...STDIN_FLAG)
    .action(async (account, options) => (await changing()).setPassword(context, account, options));
  add('delete', 'delete an account and all of its data').action(async (account) =>
    (await changing()).deleteUser(context, account),
  );
};

/** `secrets ...`. */
export const addSecretsCommands: AddCommands = (program, context) => {
  program
    .command('secrets')
    .description('manage what SECRETS_KEYS encrypts')
    .command('rotate')
    .description('encrypt all secrets with the first key of SECRETS_KEYS, so that the others can be removed')
    .action(async () => (await import('./secrets.js')).rotateAllSecrets(context));
};

/** `sessions ...`. */
export const addSessionsCommands: AddCommands = (program, context) => {
  const sessions = program
    .command('sessions')
    .description('list and end sessions')
    .option('--end-all', 'end those of all users: after a secret was stolen, or a backup restored')
    .action(async ({ endAll }: { endAll?: boolean }) => {
      if (!endAll) sessions.help({ error: true });
      await (await sessionActs()).endEverySession(context);
    });
  sessions
    .command(`list ${ACCOUNT}`)
    .description('list the signed-in devices of a user')
    .option(...JSON_FLAG)
    .action(async (account, options) => (await sessionActs()).listSessions(context, account, options));
  sessions
    .command(`end ${ACCOUNT}`)
    .description('end every session of a user, or one session by its id')
    .action(async (account) => (await sessionActs()).endSessions(context, account));
};

/** `service-account ...`. */
export const addServiceAccountCommands: AddCommands = (program, context) => {
  const account = program.command('service-account').alias('service-accounts').description('manage service accounts');
  account
    .command('create <name>')
    .description('make a service account')
    .addOption(choice('--permission <permission...>', 'what it may do', PERMISSIONS).makeOptionMandatory())
    .action(async (name, options) => (await machineActs()).createServiceAccount(context, name, options));
  account
    .command('list')
    .description('list service accounts, newest first')
    .option(...JSON_FLAG)
    .action(async (options) => (await machineActs()).listServiceAccounts(context, options));
  account
    .command('deactivate <id>')
    .description('refuse its keys and its access tokens, at once')
    .action(async (id) => (await machineActs()).changeServiceAccount(context, id, 'deactivate'));
  account
    .command('reactivate <id>')
    .description('accept its keys again')
    .action(async (id) => (await machineActs()).changeServiceAccount(context, id, 'reactivate'));
};

/** `api-key ...`. */
export const addApiKeyCommands: AddCommands = (program, context) => {
  const key = program.command('api-key').alias('api-keys').description('manage the keys of service accounts');
  key
    .command('create <service-account-id> <name>')
    .description('make a key and print it, this once')
    .option('--days <days>', 'after how many days it expires: 90 by default, 366 at most', numberOfDays)
    .action(async (id, name, options) => (await machineActs()).createApiKey(context, id, name, options));
  key
    .command('list')
    .description('list keys, newest first')
    .option(...JSON_FLAG)
    .action(async (options) => (await machineActs()).listApiKeys(context, options));
  key
    .command('revoke <id>')
    .description('refuse a key and the access tokens made from it, at once')
    .action(async (id) => (await machineActs()).revokeApiKey(context, id));
};

function numberOfDays(value: string): number {
  if (/^\d{1,3}$/.test(value) && Number(value) > 0) return Number(value);
  throw new InvalidArgumentError('Use a whole number of days.');
}
