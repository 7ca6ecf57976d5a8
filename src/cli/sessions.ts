import { validate as isUuid } from 'uuid';
import { NEWEST_FIRST } from '../api/connections.js';
import { refuse } from '../api/error-result.js';
import { SessionNotFoundError } from '../api/expected-errors.js';
import { OPERATOR } from '../security/audit-trail.js';
import { activeSessionsOf } from '../sessions/active-session.js';
import { Session } from '../sessions/session.entity.js';
import { User } from '../users/user.entity.js';
import type { CommandContext, Workplace } from './command-context.js';
import { formatTable, formatTime } from './output.js';
import { accountOf, findUser } from './user-acts.js';

/** `sessions list`. */
export async function listSessions(
  { terminal, withServices }: CommandContext,
  emailOrId: string,
  { json = false }: { json?: boolean },
): Promise<void> {
  await withServices(async ({ database, clock }) => {
    const em = database.em.fork();
    const user = await findUser(em, accountOf(emailOrId));
    const sessions = await em.find(Session, activeSessionsOf(user.id, clock()), { orderBy: [...NEWEST_FIRST] });
    for (const session of json ? sessions : []) terminal.print(JSON.stringify(recordOf(session)));
    if (!json) terminal.print(formatTable([HEADINGS, ...sessions.map(rowOf)]));
  });
}

const HEADINGS = ['ID', 'SIGNED IN', 'LAST USED', 'ADDRESS', 'DEVICE'];

function rowOf({ id, createdAt, lastUsedAt, ipAddress, userAgent }: Session): string[] {
  return [id, formatTime(createdAt), formatTime(lastUsedAt), ipAddress ?? '-', userAgent ?? '-'];
}

function recordOf({ id, createdAt, lastUsedAt, expiresAt, ipAddress, userAgent }: Session) {
  return { id, createdAt, lastUsedAt, expiresAt, ipAddress, userAgent };
}

/** `sessions end`. */
export async function endSessions({ terminal, withServices }: CommandContext, emailOrId: string): Promise<void> {
  await withServices(async (workplace) => {
    terminal.print(`ended ${await endThoseOf(workplace, emailOrId)} sessions`);
  });
}

async function endThoseOf({ services, database }: Workplace, emailOrId: string): Promise<number> {
  const { administration } = services.accounts;
  const em = database.em.fork();
  const by = { em, actor: OPERATOR };
  const isSession = isUuid(emailOrId) && !(await em.count(User, { id: emailOrId }));
  if (!isSession) return administration.endSessions({ ...by, which: accountOf(emailOrId) });
  const session = await em.findOne(Session, { id: emailOrId });
  if (!session) throw refuse(new SessionNotFoundError());
  return administration.endSession({ ...by, which: { id: session.user.id } }, emailOrId);
}

/** `sessions --end-all`. */
export async function endEverySession({ terminal, withServices }: CommandContext): Promise<void> {
  await withServices(async ({ services, database }) => {
    const ended = await services.accounts.administration.endAllSessions(database.em.fork(), OPERATOR);
    terminal.print(`ended ${ended} sessions`);
  });
}
