import type { CheckedAccount } from '../accounts/account-creation.js';
import { StartupError } from '../config/startup-error.js';
import { OPERATOR } from '../security/audit-trail.js';
import { Role } from '../users/user.entity.js';
import type { CommandContext, Terminal, Workplace } from './command-context.js';
import { readNewPassword } from './new-password.js';

/** Nobody can be invited by a server that sends no email. */
export class NoMailError extends StartupError {
  override readonly name = 'NoMailError';

  constructor() {
    super('MAIL_DISABLED is set, so no invitation can be sent. Leave out --invite and give the account a password.');
  }
}

interface Options {
  readonly username?: string;
  readonly admin?: boolean;
  readonly invite?: boolean;
  readonly passwordStdin?: boolean;
}

/** `user create`. */
export async function createUser(
  { terminal, withServices }: CommandContext,
  email: string,
  options: Options,
): Promise<void> {
  await withServices(async (workplace) => {
    if (options.invite && !workplace.services.mail.outbox.enabled) throw new NoMailError();
    const account = await describeAccount(workplace, terminal, { email, ...options });
    const creator = { em: workplace.database.em.fork(), actor: OPERATOR };
    const { admin = false, invite = false } = options;
    const role = admin ? Role.ADMIN : Role.USER;
    const user = await workplace.services.accounts.userCreation.create(creator, account, { role, invite });
    terminal.print(`created ${user.email} (${user.role}), id ${user.id}`);
    if (invite) terminal.print('the server sends an email with a link to set the password');
  });
}

/** Reports what is wrong with the address before asking for a password. */
async function describeAccount(
  { services: { accounts }, database }: Workplace,
  terminal: Terminal,
  { email, username, invite = false, passwordStdin = false }: Options & { email: string },
): Promise<CheckedAccount> {
  const { creation } = accounts;
  await creation.requireFree(database.em.fork(), { email, username });
  if (invite) return creation.withoutPassword({ email, username });
  return creation.check({ email, username, password: await readNewPassword(terminal, passwordStdin) });
}
