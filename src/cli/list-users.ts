import type { EntityManager } from '@mikro-orm/core';
import type { UserFilter, UserState } from '../accounts/administration/administration.inputs.js';
import { listUsers } from '../accounts/administration/user-list.js';
import { activeSessionsOf } from '../sessions/active-session.js';
import { Session } from '../sessions/session.entity.js';
import { canonicalizeEmailsOf } from '../users/email.js';
import type { Role, User } from '../users/user.entity.js';
import type { CommandContext } from './command-context.js';
import { escaped, formatTable, formatTime, stateOf } from './output.js';
import { accountOf, findUser } from './user-acts.js';

interface Options {
  readonly json?: boolean;
  /** In lower case, here and below. */
  readonly role?: string;
  readonly state?: string;
}

const PAGE_SIZE = 100;
const HEADINGS = ['EMAIL', 'USERNAME', 'ROLE', 'STATE', 'VERIFIED', 'CREATED', 'ID'];

/** `user list`. */
export async function listAccounts(
  { terminal, withServices }: CommandContext,
  { json = false, role, state }: Options,
): Promise<void> {
  const filter: UserFilter = { role: upperCase<Role>(role), state: upperCase<UserState>(state) };
  await withServices(async ({ database }) => {
    let headings = [HEADINGS];
    for await (const users of pagesOf(database.em, filter)) {
      const records = users.map((user) => JSON.stringify(recordOf(user)));
      terminal.print(json ? records.join('\n') : formatTable([...headings, ...users.map(rowOf)]));
      await terminal.flush();
      headings = [];
    }
  });
}

/** However many accounts there are, no more than a page of them is in memory. */
async function* pagesOf(em: EntityManager, filter: UserFilter): AsyncGenerator<User[]> {
  for (let after: string | null = null, isMore = true; isMore; ) {
    const { edges, pageInfo } = await listUsers(em.fork(), { first: PAGE_SIZE, after }, filter);
    if (edges.length > 0) yield edges.map(({ node }) => node);
    isMore = await pageInfo.hasNextPage();
    after = pageInfo.endCursor;
  }
}

/** `user show`. */
export async function showAccount(
  { terminal, withServices }: CommandContext,
  emailOrId: string,
  { json = false }: Pick<Options, 'json'>,
): Promise<void> {
  await withServices(async ({ database, clock }) => {
    const em = database.em.fork();
    const user = await findUser(em, accountOf(emailOrId));
    const record = { ...recordOf(user), activeSessions: await em.count(Session, activeSessionsOf(user.id, clock())) };
    const rows = Object.entries(record).map(([name, value]) => [name, String(value ?? '-')]);
    terminal.print(json ? JSON.stringify(record) : formatTable(rows));
  });
}

function upperCase<T extends string>(value: string | undefined): T | null {
  return (value?.toUpperCase() as T | undefined) ?? null;
}

function rowOf(user: User): string[] {
  const times = [user.emailVerifiedAt, user.createdAt].map(formatTime);
  return [user.email, user.username ?? '-', user.role, stateOf(user), ...times, user.id];
}

function recordOf(user: User) {
  const { id, email, username, role, emailVerifiedAt, deactivatedAt, createdAt, updatedAt } = user;
  const times = { emailVerifiedAt, deactivatedAt, createdAt, updatedAt };
  const isoTimes = Object.entries(times).map(([name, time]) => [name, time?.toISOString() ?? null]);
  return { id, email, username, role, state: stateOf(user), ...Object.fromEntries(isoTimes) };
}

/** `user check-emails`. */
export async function checkEmails({ terminal, withServices }: CommandContext): Promise<void> {
  await withServices(async ({ database }) => {
    const unusable = await canonicalizeEmailsOf(database.em.fork());
    for (const { userId, email, reason } of unusable) terminal.print(`${userId} ${visible(email)} ${reason}`);
    terminal.print(`${unusable.length} accounts have an email address that cannot be used`);
  });
}

/** With escapes for what is not ASCII, of which some cannot be seen. */
function visible(text: string): string {
  return text.replace(/[^!-~]/gu, escaped);
}
