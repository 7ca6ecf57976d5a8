import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { AuditEvent, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { Role, User } from '../../src/users/user.entity.js';
import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({ rateLimitsDisabled: false, registrationsPerAddressPerHour: 1000 });

const KINDS: Record<string, string> = {
  createUser: 'REGISTER',
  sendPasswordReset: 'PASSWORD_RESET_REQUESTED',
  setUserRole: 'ROLE_CHANGED',
  deactivateUser: 'DEACTIVATED',
  reactivateUser: 'REACTIVATED',
  verifyUserEmail: 'EMAIL_VERIFIED',
  endUserSession: 'SESSIONS_ENDED',
  endUserSessions: 'SESSIONS_ENDED',
  resetSecondFactors: 'SECOND_FACTOR_RESET',
  deleteUser: 'ACCOUNT_DELETED',
  importUsers: 'REGISTER',
  retryEmail: 'EMAIL_RETRIED',
  sendTestEmail: 'EMAIL_TEST_SENT',
  createServiceAccount: 'SERVICE_ACCOUNT_CREATED',
  deactivateServiceAccount: 'SERVICE_ACCOUNT_DEACTIVATED',
  reactivateServiceAccount: 'SERVICE_ACCOUNT_REACTIVATED',
  createApiKey: 'API_KEY_CREATED',
  revokeApiKey: 'API_KEY_REVOKED',
  createWebhook: 'WEBHOOK_CREATED',
  updateWebhook: 'WEBHOOK_CHANGED',
  deleteWebhook: 'WEBHOOK_DELETED',
  rotateWebhookSecret: 'WEBHOOK_SECRET_ROTATED',
  sendTestEvent: 'WEBHOOK_TESTED',
  retryWebhookDelivery: 'WEBHOOK_DELIVERY_RETRIED',
};
const ACTS = Object.keys(KINDS);
const serviceAccountId = crypto.randomUUID();
const webhookId = crypto.randomUUID();
/** What each of the others takes. */
const INPUTS: Record<string, object> = {
  createUser: { email: 'lovelace@example.com' },
  importUsers: { text: 'email,password_hash', format: 'CSV' },
  retryEmail: { emailId: crypto.randomUUID() },
  sendTestEmail: { email: 'lovelace@example.com' },
  createServiceAccount: { name: 'Billing', permissions: ['USERS_READ'] },
  deactivateServiceAccount: { serviceAccountId },
  reactivateServiceAccount: { serviceAccountId },
  createApiKey: { serviceAccountId, name: 'Production' },
  revokeApiKey: { apiKeyId: crypto.randomUUID() },
  createWebhook: { url: 'https://example.com/', eventTypes: ['USER_CREATED'] },
  updateWebhook: { webhookId },
  deleteWebhook: { webhookId },
  rotateWebhookSecret: { webhookId },
  sendTestEvent: { webhookId },
  retryWebhookDelivery: { deliveryId: crypto.randomUUID() },
};
const ACTS_ON_USERS = ACTS.filter((field) => !(field in INPUTS));

test('these tests cover all mutations for administrators', () => {
  const mutations = buildSchema(readFileSync('schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {};
  const forAdministrators = Object.values(mutations).filter(({ description }) =>
    /for administrators/i.test(description ?? ''),
  );
  expect(forAdministrators.map(({ name }) => name).sort()).toEqual([...ACTS].sort());
});

let root: SignedIn;
let ada: SignedIn;
let eve: SignedIn;
beforeEach(async () => {
  await gatehouse.em.nativeUpdate(User, {}, { role: Role.USER });
  root = await gatehouse.newAdministrator();
  ada = await gatehouse.api.newUser();
  eve = await gatehouse.api.newUser();
});

/** What some of them take besides the user. */
const MORE: Record<string, object> = { setUserRole: { role: 'USER' }, endUserSession: { sessionId: 'nonsense' } };

const attempt = (field: string, userId: string, token?: string) => {
  const input = INPUTS[field] ?? { userId, ...MORE[field] };
  return gatehouse.api.mutate(field, input, token).catch(String);
};

const refused = (field: string) => `${KINDS[field]} of ${field in INPUTS ? null : 'Ada'}`;

/** What somebody was refused: kind, and whether it was about Ada. */
async function refusalsOf({ user }: SignedIn): Promise<string[]> {
  const failures = { actorId: user.id, outcome: AuditOutcome.FAILURE };
  const events = await gatehouse.em.find(AuditEvent, failures, { orderBy: { id: 'asc' } });
  return events.map(({ kind, subjectId }) => `${kind} of ${subjectId === ada.user.id ? 'Ada' : subjectId}`);
}

describe('failures in the audit trail', () => {
  test.each(ACTS)('a failure is recorded for %s by someone who is not an administrator', async (field) => {
    await attempt(field, ada.user.id, eve.accessToken);
    expect(await refusalsOf(eve)).toEqual([refused(field)]);
  });

  test.each(ACTS)('a failure is recorded for %s by an administrator whose login is too old', async (field) => {
    gatehouse.clock.advance({ minutes: 11 });
    await attempt(field, ada.user.id, root.accessToken);
    expect(await refusalsOf(root)).toEqual([refused(field)]);
  });

  test.each(ACTS_ON_USERS)('a failure is recorded for %s of a user who does not exist', async (field) => {
    await attempt(field, crypto.randomUUID(), root.accessToken);
    await attempt(field, 'nonsense', root.accessToken);
    expect(await refusalsOf(root)).toEqual([`${KINDS[field]} of null`, `${KINDS[field]} of null`]);
  });

  test.each(['setUserRole', 'deactivateUser', 'deleteUser'])(
    'a failure is recorded for %s of the last administrator',
    async (field) => {
      await attempt(field, root.user.id, root.accessToken);
      expect(await refusalsOf(root)).toEqual([`${KINDS[field]} of ${root.user.id}`]);
    },
  );

  test('a recorded failure says from which address and device it was attempted', async () => {
    await attempt('deactivateUser', ada.user.id, eve.accessToken);
    const event = await gatehouse.em.findOneOrFail(AuditEvent, { actorId: eve.user.id, outcome: AuditOutcome.FAILURE });
    expect(event).toMatchObject({ ipAddress: '127.0.0.1', userAgent: 'lightMyRequest' });
  });
});

describe('the audit trail', () => {
  const count = () => gatehouse.em.count(AuditEvent, { outcome: AuditOutcome.FAILURE });

  test('nothing is recorded of anyone who is not signed in', async () => {
    const before = await count();
    for (const field of ACTS) await attempt(field, ada.user.id);
    expect(await count()).toBe(before);
  });

  test('the audit trail cannot be filled by someone who is rejected again and again', async () => {
    for (let attempts = 0; attempts < 30; attempts++) await attempt('deleteUser', ada.user.id, eve.accessToken);
    expect((await refusalsOf(eve)).length).toBe(20);
    await attempt('deleteUser', ada.user.id, root.accessToken).then(({ __typename }) =>
      expect(__typename).toBe('DeleteUserPayload'),
    );
  });

  test('an act that succeeded is recorded as a success only', async () => {
    await attempt('deactivateUser', ada.user.id, root.accessToken);
    expect(await refusalsOf(root)).toEqual([]);
  });
});
