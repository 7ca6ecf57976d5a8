import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import { KnownNetwork } from '../../src/credentials/known-networks.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { FORGET_ACTOR, FORGET_SUBJECT } from '../../src/security/forgotten-events.js';
import { Role, User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';

const gatehouse = useGatehouse();

let ada: SignedIn;
beforeEach(async () => {
  await gatehouse.em.nativeUpdate(User, {}, { role: Role.USER });
  ada = await gatehouse.api.newUser();
  // Sending an email to a user locks the user, too.
  await gatehouse.app.deliverMail();
});

const deleteAccount = (who = ada) => gatehouse.api.mutate('deleteAccount', { password: PASSWORD }, who.accessToken);

/** How many of somebody's events still have an IP address or a user agent. */
function eventsWithDevice(userId = ada.user.id): Promise<number> {
  const isTheirs = { $or: [{ actorId: userId }, { subjectId: userId }] };
  const hasDevice = { $or: [{ ipAddress: { $ne: null } }, { userAgent: { $ne: null } }] };
  return gatehouse.em.count(AuditEvent, { $and: [isTheirs, hasDevice] });
}

const ADD_EVENTS = `
  insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, ip_address)
  select gen_random_uuid(), 'LOGIN', 'SUCCESS', now(), ?, ?, '192.0.2.1' from generate_series(1, ?)`;

const addEvents = (actorId: string, subjectId: string, count: number) =>
  gatehouse.em.execute(ADD_EVENTS, [actorId, subjectId, count]);

/** Starts a deletion and stops it when it has forgotten everything, just before the user goes. */
async function almostDeleted() {
  const em = gatehouse.em as SqlEntityManager;
  await em.begin();
  await em.findOneOrFail(KnownNetwork, { user: ada.user.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const deleting = deleteAccount();
  await untilWaiting(gatehouse.em);
  return { finish: () => em.commit().then(() => deleting) };
}

async function whileBeingDeleted(act: () => Promise<unknown>): Promise<void> {
  const { finish } = await almostDeleted();
  let isOver = false;
  const acting = act().finally(() => {
    isOver = true;
  });
  await untilWaiting(gatehouse.em, 2, () => isOver);
  expect((await finish()).__typename).toBe('DeleteAccountPayload');
  await acting;
}

describe('an account that is being deleted', () => {
  const api = () => gatehouse.api;
  const wrongPassword = { currentPassword: 'a guess', newPassword: 'a whole new password' };

  test.each<[string, () => Promise<unknown>]>([
    ['a failed login', () => api().login({ ...ada.user, password: 'a guess' })],
    ['a wrong password to confirm', () => api().mutate('changePassword', wrongPassword, ada.accessToken)],
    ['logout', () => api().logout({ token: ada.accessToken })],
    ['logoutAll', () => api().logoutAll(ada.accessToken)],
    ['a refresh', () => api().refresh(ada.refreshToken)],
    ['a requested email', () => api().mutate('requestPasswordReset', { email: ada.user.email }, ada.accessToken)],
  ])('%s during the deletion of an account leaves no IP address in the audit trail', async (_, act) => {
    await whileBeingDeleted(act);
    expect(await eventsWithDevice()).toBe(0);
  });

  test('someone else’s emailed token, used during the deletion, leaves no IP address in the audit trail', async () => {
    const bob = await api().newUser();
    const token = await gatehouse.mailedToken(bob.user.email);
    await whileBeingDeleted(() => api().mutate('verifyEmail', { token }, ada.accessToken));
    expect(await eventsWithDevice()).toBe(0);
    expect(await gatehouse.em.count(AuditEvent, { actorId: ada.user.id, subjectId: bob.user.id })).toBe(1);
  });

  test('deleting an account removes the IP addresses of its many events before anything is locked', async () => {
    await addEvents(ada.user.id, ada.user.id, 2500);
    await addEvents(ada.user.id, uuidv7(), 1500);
    const { release } = await holdUser(gatehouse.em, ada.user.id);
    const deleting = deleteAccount();
    await untilWaiting(gatehouse.em);
    expect(await eventsWithDevice()).toBe(0);
    await release();
    await deleting;
  });

  test('the events of the last administrator, who cannot be deleted, keep their IP addresses', async () => {
    await gatehouse.em.nativeUpdate(User, ada.user.id, { role: Role.ADMIN });
    expect((await deleteAccount()).code).toBe('LAST_ADMINISTRATOR');
    expect(await eventsWithDevice()).toBeGreaterThan(0);
  });
});

describe('forgetting the IP addresses of one of many users', () => {
  beforeAll(async () => {
    await gatehouse.em.execute(`
      insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, ip_address, user_agent)
      select gen_random_uuid(), 'LOGIN', 'SUCCESS', now(), users.id, users.id, '192.0.2.1', 'browser'
      from (select gen_random_uuid() as id from generate_series(1, 1500)) users, generate_series(1, 20)`);
    await gatehouse.em.execute('analyze audit_events');
  }, 60_000);

  const planOf = async (statement: string) =>
    JSON.stringify(await gatehouse.em.execute(`explain (format json) ${statement}`, [uuidv7()]));

  test.each([
    ['what was done to them', FORGET_SUBJECT, 'audit_events_forget_subject_index'],
    ['what they did to others', FORGET_ACTOR, 'audit_events_forget_actor_index'],
  ])('the IP addresses of a deleted user are found by an index in %s', async (_, statement, index) => {
    const plan = await planOf(statement);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});
