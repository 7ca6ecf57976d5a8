import type { EntityManager } from '@mikro-orm/core';
import bcrypt from 'bcrypt';
import { PASSWORD_PROOF } from '../../src/api/assurance.js';
import { AuditEventKind } from '../../src/security/audit-event.entity.js';
import { OPERATOR } from '../../src/security/audit-trail.js';
import { NO_DEVICE } from '../../src/security/device.js';
import { WebhookEventType } from '../../src/security/webhook-event-type.js';
import type { User } from '../../src/users/user.entity.js';
import { lockUser } from '../../src/users/user-queries.js';
import { Webhook, WebhookDelivery } from '../../src/webhooks/webhook.entities.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addApp } from '../support/second-factor.js';
import { useWebhookReceiver, WebhookAdministrator } from '../support/webhooks.js';

const gatehouse = useGatehouse();
const receiver = useWebhookReceiver();

let ada: SignedIn;
let administrator: WebhookAdministrator;
beforeEach(async () => {
  await gatehouse.em.nativeDelete(Webhook, {});
  await gatehouse.em.nativeDelete(WebhookDelivery, {});
  administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
  ada = await gatehouse.newVerifiedUser();
});

const HASH = bcrypt.hashSync(PASSWORD, 4);

const listen = (...types: string[]) => administrator.create(receiver.url, types);
const asAda = (field: string, input: object) => gatehouse.api.mutate(field, input, ada.accessToken);
const onAda = (field: string, more = {}) => administrator.act(field, { userId: ada.user.id, ...more });

/** The types and the data of what an act has a webhook sent. */
async function sentBy(act: () => Promise<unknown>): Promise<{ type: string; data: object }[]> {
  await act();
  await gatehouse.app.deliverWebhooks();
  return receiver.requests.map(({ payload: { type, data } }) => ({ type, data }));
}

async function changeEmail() {
  const newEmail = someEmail();
  await asAda('changeEmail', { newEmail, password: PASSWORD });
  await asAda('verifyEmail', { token: await gatehouse.mailedToken(newEmail) });
}

const changePassword = () => asAda('changePassword', { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` });

const ACTS: [type: string, happens: string, WebhookEventType, act: () => Promise<unknown>][] = [
  [
    'user.updated',
    'a username changes',
    WebhookEventType.USER_UPDATED,
    () => asAda('updateProfile', { username: 'ada' }),
  ],
  ['user.updated', 'a language changes', WebhookEventType.USER_UPDATED, () => asAda('updateProfile', { locale: 'fr' })],
  ['user.email_changed', 'an address changes', WebhookEventType.USER_EMAIL_CHANGED, changeEmail],
  ['user.deactivated', 'it happens', WebhookEventType.USER_DEACTIVATED, () => onAda('deactivateUser')],
  [
    'user.deleted',
    'a user wants it',
    WebhookEventType.USER_DELETED,
    () => asAda('deleteAccount', { password: PASSWORD }),
  ],
  ['user.deleted', 'an administrator does it', WebhookEventType.USER_DELETED, () => onAda('deleteUser')],
  ['user.role_changed', 'it happens', WebhookEventType.ROLE_CHANGED, () => onAda('setUserRole', { role: 'ADMIN' })],
  ['user.password_changed', 'it happens', WebhookEventType.PASSWORD_CHANGED, changePassword],
  [
    'user.second_factor_changed',
    'an app is added',
    WebhookEventType.SECOND_FACTOR_CHANGED,
    () => addApp(gatehouse, ada),
  ],
];

test.each(ACTS)('a webhook is sent %s when %s', async (type, _, eventType, act) => {
  await listen(eventType);
  expect(await sentBy(act)).toEqual([{ type, data: { userId: ada.user.id } }]);
});

test('a webhook is sent user.updated when an address is verified', async () => {
  const { user } = await gatehouse.api.newUser();
  await listen('USER_UPDATED');
  const sent = await sentBy(() => administrator.act('verifyUserEmail', { userId: user.id }));
  expect(sent).toEqual([{ type: 'user.updated', data: { userId: user.id } }]);
});

test('a webhook is sent user.reactivated when an account is reactivated', async () => {
  await onAda('deactivateUser');
  await listen('USER_REACTIVATED');
  const sent = await sentBy(() => onAda('reactivateUser'));
  expect(sent).toEqual([{ type: 'user.reactivated', data: { userId: ada.user.id } }]);
});

test.each([
  ['someone registers', () => gatehouse.api.newUser()],
  ['an administrator creates a user', () => administrator.act('createUser', { email: someEmail() })],
  [
    'an administrator imports a user',
    () =>
      administrator.act('importUsers', {
        text: JSON.stringify({ email: someEmail(), password_hash: HASH }),
        format: 'JSON_LINES',
      }),
  ],
])('a webhook is sent user.created when %s', async (_, act) => {
  await listen('USER_CREATED');
  expect(await sentBy(act)).toEqual([{ type: 'user.created', data: { userId: expect.any(String) } }]);
});

test('a webhook is sent session.started with the session, when someone logs in', async () => {
  await listen('SESSION_STARTED');
  let session = { id: '' };
  const sent = await sentBy(async () => ({ session } = await gatehouse.api.login(ada.user)));
  expect(sent).toEqual([{ type: 'session.started', data: { userId: ada.user.id, sessionId: session.id } }]);
});

test.each<[string, () => Promise<unknown>]>([
  ['LOGOUT', () => gatehouse.api.logout({ token: ada.accessToken })],
  ['LOGOUT', () => gatehouse.api.logout({ refreshToken: ada.refreshToken })],
  ['LOGOUT_ALL', () => gatehouse.api.logoutAll(ada.accessToken)],
  ['ENDED_BY_ADMINISTRATOR', () => onAda('endUserSessions')],
  ['DEACTIVATED', () => onAda('deactivateUser')],
  ['PASSWORD_CHANGED', changePassword],
  ['ACCOUNT_DELETED', () => asAda('deleteAccount', { password: PASSWORD })],
])('a webhook is sent session.ended with the reason %s', async (reason, act) => {
  await listen('SESSION_ENDED');
  const data = { userId: ada.user.id, sessionId: ada.session.id, reason };
  expect(await sentBy(act)).toEqual([{ type: 'session.ended', data }]);
});

test('each session that an act ends is an event of its own', async () => {
  await gatehouse.api.login(ada.user);
  await listen('SESSION_ENDED');
  const sent = await sentBy(() => gatehouse.api.logoutAll(ada.accessToken));
  expect(sent).toHaveLength(2);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
});

test('each webhook is sent the events that it is for, and all of them get an event by the same id', async () => {
  await listen('SESSION_ENDED');
  await listen('USER_UPDATED', 'SESSION_ENDED');
  await listen('USER_UPDATED');
  await sentBy(() => gatehouse.api.logout({ token: ada.accessToken }));
  expect(receiver.types).toEqual(['session.ended', 'session.ended']);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('what is refused is not an event', async () => {
  await listen(...Object.values(WebhookEventType));
  const sent = await sentBy(async () => {
    await gatehouse.api.login({ email: ada.user.email, password: 'not the password' });
    await asAda('changePassword', { currentPassword: 'not the password', newPassword: `${PASSWORD}!` });
    await gatehouse.api.mutate('deactivateUser', { userId: ada.user.id }, ada.accessToken).catch(() => {});
  });
  expect(sent).toEqual([]);
});

test('an act that is rolled back sends nothing', async () => {
  await listen(...Object.values(WebhookEventType));
  const { security, sessions } = gatehouse.app.services;
  const act = async (tx: EntityManager) => {
    const user = (await lockUser(tx, { id: ada.user.id })) as User;
    security.audit.success(tx, AuditEventKind.USERNAME_CHANGED, OPERATOR, user.id);
    await tx.flush();
    await sessions.tokens.start(tx, user, NO_DEVICE, PASSWORD_PROOF);
    throw new Error('rolled back');
  };
  expect(await sentBy(() => gatehouse.em.transactional(act).catch(() => {}))).toEqual([]);
});

test('a webhook that is created later is not sent what happened before', async () => {
  await asAda('updateProfile', { username: 'augusta' });
  await listen('USER_UPDATED');
  expect(await sentBy(async () => {})).toEqual([]);
});
