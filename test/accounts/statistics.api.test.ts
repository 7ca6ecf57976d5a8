import { AuditEvent, AuditEventKind } from '../../src/security/audit-event.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const STATISTICS = `query ($since: DateTime!, $until: DateTime!) {
  statistics(since: $since, until: $until) { date registrations logins failedLogins activeUsers endedSessions }
}`;

const END_SESSIONS = `mutation ($input: UserIdInput!) { endUserSessions(input: $input) { __typename } }`;

let root: SignedIn;
beforeEach(async () => {
  // A day of its own for each test.
  gatehouse.clock.advance({ days: 5 });
  root = await gatehouse.newAdministrator();
});

const today = (offsetDays = 0) => new Date(gatehouse.clock.now().getTime() + offsetDays * 86_400_000);
const ask = (since: Date | string, until: Date | string, token = root.accessToken) =>
  gatehouse.api.send(STATISTICS, { since, until }, { token });

async function daily(since: Date, until: Date) {
  const { data, errors } = await ask(since, until);
  expect(errors).toBeUndefined();
  return data.statistics;
}

/** A registration, a login, one that failed, and two endings, of one user beside the administrator. */
async function aDaysActs(): Promise<void> {
  const { user, accessToken } = await gatehouse.api.newUser();
  await gatehouse.api.login(user);
  await gatehouse.api.login({ ...user, password: 'a guess' });
  await gatehouse.api.logout({ token: accessToken });
  await gatehouse.api.mutate('endUserSessions', { userId: user.id }, root.accessToken);
}

const ACTS = { registrations: 2, logins: 1, failedLogins: 1, activeUsers: 2, endedSessions: 2 };
const NOTHING = { registrations: 0, logins: 0, failedLogins: 0, activeUsers: 0, endedSessions: 0 };

test('statistics count the acts of each day, days without any too', async () => {
  await aDaysActs();
  const day = today().toISOString().slice(0, 10);
  const [before, counted, after] = await daily(today(-1), today(1.5));
  expect([before, after]).toMatchObject([NOTHING, NOTHING]);
  expect(counted).toEqual({ date: `${day}T00:00:00.000Z`, ...ACTS });
});

test('statistics of a day remain when its audit events have been deleted', async () => {
  await aDaysActs();
  const day = today();
  gatehouse.clock.advance({ days: 1 });
  await gatehouse.app.prune();
  await gatehouse.em.nativeDelete(AuditEvent, {});
  root = await gatehouse.newAdministrator();
  expect(await daily(day, new Date(day.getTime() + 1))).toMatchObject([ACTS]);
});

test('statistics count a day once, however often it is summed up', async () => {
  await aDaysActs();
  const day = today();
  gatehouse.clock.advance({ days: 2 });
  root = await gatehouse.newAdministrator();
  await gatehouse.app.prune();
  await gatehouse.app.prune();
  expect(await daily(day, today(0.1))).toMatchObject([ACTS, NOTHING, { registrations: 1 }]);
});

test('statistics sum up a day only when no act of it can still be on its way', async () => {
  gatehouse.clock.advance({ minutes: 11 * 60 + 59 });
  root = await gatehouse.newAdministrator();
  const day = today();
  gatehouse.clock.advance({ minutes: 30 });
  await gatehouse.app.prune();
  const late = gatehouse.em.create(AuditEvent, {
    ...{ id: crypto.randomUUID(), kind: AuditEventKind.REGISTER, outcome: 'SUCCESS' as never, occurredAt: day },
  });
  await gatehouse.em.persist(late).flush();
  root = await gatehouse.newAdministrator();
  expect(await daily(day, new Date(day.getTime() + 1))).toMatchObject([{ registrations: 3 }]);
});

test('statistics count no ending of sessions that was refused', async () => {
  const { user, accessToken } = await gatehouse.api.newUser();
  const refused = await gatehouse.api.send(END_SESSIONS, { input: { userId: user.id } }, { token: accessToken });
  expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(await daily(today(), today(0.1))).toMatchObject([{ registrations: 2, endedSessions: 0 }]);
});

test('statistics count a session that ended because its refresh token was stolen', async () => {
  const ada = await gatehouse.api.newUser();
  await gatehouse.api.refresh(ada.refreshToken);
  gatehouse.clock.advance({ minutes: 1 });
  await gatehouse.api.refresh(ada.refreshToken);
  expect(await daily(today(), today(0.1))).toMatchObject([{ endedSessions: 1 }]);
});

test.each([
  ['more than 400 days', '2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ['no time at all', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
  ['the year 0', '0000-01-01T00:00:00Z', '0000-01-02T00:00:00Z'],
])('statistics of %s are rejected', async (_, since, until) => {
  expect((await ask(since, until)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('statistics are for administrators', async () => {
  const { accessToken } = await gatehouse.api.newUser();
  expect((await ask(today(-1), today(), accessToken)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
