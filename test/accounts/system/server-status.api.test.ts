import { v7 as uuidv7 } from 'uuid';
import { addSeconds } from '../../../src/clock.js';
import { MailTemplate, OutgoingMail } from '../../../src/mail/mail.entities.js';
import { migrations } from '../../../src/migrations/index.js';
import type { SignedIn } from '../../support/api-client.js';
import type { DatabaseKind } from '../../support/databases.js';
import { useGatehouse } from '../../support/gatehouse.js';

declare const database: DatabaseKind;

const gatehouse = useGatehouse({ passwordHashQueueLimit: 7 });

const STATUS = `{ serverStatus {
  version startedAt database { kind version } migrations { name appliedAt } hashingQueue { waiting limit }
  userCount activeSessionCount blacklistedTokenCount waitingEmailCount oldestWaitingEmailAt failedEmailCount
} }`;

let root: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
});

async function status(token = root.accessToken) {
  const { data, errors } = await gatehouse.api.send(STATUS, {}, { token });
  expect(errors).toBeUndefined();
  return data.serverStatus;
}

test('serverStatus shows the version, the start, the database and its migrations', async () => {
  const { version, startedAt, database: used, migrations: applied, hashingQueue } = await status();
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(new Date(startedAt).getTime()).toBeLessThanOrEqual(gatehouse.clock.now().getTime());
  expect(used).toEqual({
    kind: database === 'postgresql' ? 'POSTGRESQL' : 'EMBEDDED',
    version: expect.stringMatching(/^\d\d/),
  });
  expect(applied.map(({ name }: { name: string }) => name)).toEqual(migrations.map(({ name }) => name));
  expect(hashingQueue).toEqual({ waiting: 0, limit: 7 });
});

test('serverStatus counts users, the devices on which they are signed in, and the blacklist', async () => {
  const before = await status();
  const { user, accessToken } = await gatehouse.api.newUser();
  await gatehouse.api.login(user);
  await gatehouse.api.logout({ token: accessToken });
  expect(await status()).toMatchObject({
    userCount: before.userCount + 1,
    activeSessionCount: before.activeSessionCount + 1,
    blacklistedTokenCount: before.blacklistedTokenCount + 1,
  });
});

test('serverStatus does not count sessions that have expired', async () => {
  const { activeSessionCount } = await status();
  gatehouse.clock.advance({ days: 31 });
  root = await gatehouse.newAdministrator();
  expect(activeSessionCount).toBeGreaterThan(0);
  expect((await status()).activeSessionCount).toBe(1);
});

test('serverStatus counts the emails that wait, and those that failed', async () => {
  await gatehouse.em.nativeDelete(OutgoingMail, {});
  const now = gatehouse.clock.now();
  const [oldest, nextAttemptAt] = [addSeconds(now, -60), addSeconds(now, 60)];
  const entry = { template: MailTemplate.TEST, recipient: 'ada@example.com', attempts: 1, nextAttemptAt };
  await gatehouse.em.insertMany(OutgoingMail, [
    { id: uuidv7(), ...entry, createdAt: oldest, lastProblem: 'It could not be sent (ESOCKET).' },
    { id: uuidv7(), ...entry, createdAt: now, lastProblem: null },
  ]);
  const emails = { waitingEmailCount: 2, failedEmailCount: 1, oldestWaitingEmailAt: oldest.toISOString() };
  expect(await status()).toMatchObject(emails);
});

test('serverStatus says that no email waits', async () => {
  await gatehouse.em.nativeDelete(OutgoingMail, {});
  expect(await status()).toMatchObject({ waitingEmailCount: 0, failedEmailCount: 0, oldestWaitingEmailAt: null });
});
