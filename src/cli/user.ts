import { Command } from 'commander';
import { read } from 'read';
import { systemClock } from '../clock.js';
import { type Config, loadConfig, readEnvironment } from '../config.js';
import type { Database } from '../db/database.js';
import { runMigrations } from '../db/migrate.js';
import { createServices, type Services } from '../services.js';
import { Role, type User } from '../users/user.entity.js';
import { withDatabase } from './with-database.js';

/** `user create`, `user promote`, `user deactivate`. */
export function userCommand(): Command {
  const user = new Command('user').description('manage accounts');
  user
    .command('create <email>')
    .description('make an account; the password is asked for, or read from standard input')
    .option('--username <username>', 'a username')
    .option('--admin', 'make it an administrator')
    .action(createUser);
  user
    .command('promote <email>')
    .description('make an account an administrator')
    .action((email: string) => withServices(({ administration }, { em }) => administration.promote(em.fork(), email)));
  user
    .command('deactivate <email>')
    .description('keep an account from signing in and end its sessions')
    .action((email: string) =>
      withServices(({ administration }, { em }) => administration.deactivate(em.fork(), email)),
    );
  return user;
}

async function createUser(email: string, options: { username?: string; admin?: boolean }): Promise<void> {
  const prompt = process.stdin.isTTY ? 'Password: ' : '';
  const password = await read({ prompt, silent: true, output: process.stderr });
  const setRole = (_: unknown, user: User) => {
    if (options.admin) user.role = Role.ADMIN;
    return user;
  };
  await withServices(async ({ registration }, { em }) => {
    const user = await registration.register(em.fork(), { email, password, username: options.username }, setRole);
    console.log(`created ${user.email} (${user.role}), id ${user.id}`);
  });
}

async function withServices(work: (services: Services, database: Database) => Promise<void>): Promise<void> {
  const config: Config = loadConfig(readEnvironment());
  await withDatabase(config, async (database) => {
    await runMigrations(database.orm);
    const services = await createServices(config, systemClock);
    await work(services, database).finally(() => services.close());
  });
}
