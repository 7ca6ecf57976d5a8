import type { EntityManager } from '@mikro-orm/core';
import { validate as isUuid } from 'uuid';
import type { Target, UserAdministration } from '../accounts/administration/user-administration.js';
import { refuse } from '../api/error-result.js';
import { UserNotFoundError } from '../api/expected-errors.js';
import { OPERATOR } from '../security/audit-trail.js';
import { requireEmail } from '../users/email.js';
import { Role, User } from '../users/user.entity.js';
import type { CommandContext, Workplace } from './command-context.js';
import { readNewPassword } from './new-password.js';
import { describeUser } from './output.js';

/**
 * An id finds an account even if its email address is no longer allowed.
 *
 * @throws {ExpectedError} InvalidInputError: it is neither an id nor an email address.
 */
export function accountOf(emailOrId: string): Target['which'] {
  if (isUuid(emailOrId)) return { id: emailOrId.toLowerCase() };
  return { email: requireEmail('email', emailOrId) };
}

/** @throws {ExpectedError} UserNotFoundError. */
export async function findUser(em: EntityManager, which: Target['which']): Promise<User> {
  const user = await em.findOne(User, which);
  if (!user) throw refuse(new UserNotFoundError());
  return user;
}

function targetOf({ database }: Workplace, which: Target['which']): Target {
  return { em: database.em.fork(), actor: OPERATOR, which };
}

const ACTS = {
  promote: (users, target) => users.setRole(target, Role.ADMIN),
  demote: (users, target) => users.setRole(target, Role.USER),
  deactivate: (users, target) => users.deactivate(target),
  reactivate: (users, target) => users.reactivate(target),
  verify: (users, target) => users.verifyEmail(target),
  'reset-factors': (users, target) => users.resetSecondFactors(target),
} satisfies Record<string, (users: UserAdministration, target: Target) => Promise<User>>;

export type UserAct = keyof typeof ACTS;

/** `user promote`, `demote`, `deactivate`, `reactivate`, `verify`, `reset-factors`: prints the account as it is then. */
export async function administer(
  { terminal, withServices }: CommandContext,
  emailOrId: string,
  act: UserAct,
): Promise<void> {
  await withServices(async (workplace) => {
    const { administration } = workplace.services.accounts;
    terminal.print(describeUser(await ACTS[act](administration, targetOf(workplace, accountOf(emailOrId)))));
  });
}

/** `user set-password`. */
export async function setPassword(
  { terminal, withServices }: CommandContext,
  emailOrId: string,
  { passwordStdin = false }: { passwordStdin?: boolean },
): Promise<void> {
  await withServices(async (workplace) => {
    const { administration } = workplace.services.accounts;
    const { id, email } = await findUser(workplace.database.em.fork(), accountOf(emailOrId));
    const password = await readNewPassword(terminal, passwordStdin);
    const ended = await administration.setPassword(targetOf(workplace, { id }), password);
    terminal.print(`set the password of ${email} and ended ${ended} sessions`);
  });
}

/** `user delete`. */
export async function deleteUser({ terminal, withServices }: CommandContext, emailOrId: string): Promise<void> {
  await withServices(async (workplace) => {
    const { id, email } = await findUser(workplace.database.em.fork(), accountOf(emailOrId));
    await workplace.services.accounts.administration.delete({ ...targetOf(workplace, { id }), which: { id } });
    terminal.print(`deleted ${email}, id ${id}`);
  });
}
