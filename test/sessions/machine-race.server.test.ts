import { lockText } from '../../src/database/statements.js';
import { NO_DEVICE } from '../../src/security/device.js';
import { WebhookEventType } from '../../src/security/webhook-event-type.js';
import { Permission } from '../../src/sessions/permissions.js';
import { User } from '../../src/users/user.entity.js';
import { Webhook } from '../../src/webhooks/webhook.entities.js';
import { type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { holdUser, untilWaiting } from '../support/locks.js';
import { type Machine, newMachine } from '../support/machines.js';

const gatehouse = useGatehouse();

let root: SignedIn;
let machine: Machine;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
  machine = await newMachine(gatehouse, root, [Permission.USERS_WRITE]);
});

const REFUSED = { code: 'UNAUTHENTICATED', reason: 'TOKEN_BLACKLISTED' };
const act = (field: string, input: object) => gatehouse.api.refusedMutation(field, input, machine.accessToken);
const revoke = () => gatehouse.api.mutate('revokeApiKey', { apiKeyId: machine.apiKey.id }, root.accessToken);
const deactivate = () => {
  const { serviceAccountId } = machine;
  return gatehouse.api.mutate('deactivateServiceAccount', { serviceAccountId }, root.accessToken);
};

test.each([
  ['key is revoked', revoke],
  ['service account is deactivated', deactivate],
])('a machine no longer deactivates a user once its %s, also if it had begun before', async (_, stop) => {
  const { user } = await gatehouse.api.newUser();
  const { release } = await holdUser(gatehouse.em, user.id);
  const acting = act('deactivateUser', { userId: user.id });
  await untilWaiting(gatehouse.em);
  await stop();
  await release();
  expect(await acting).toEqual(REFUSED);
  expect(await gatehouse.em.count(User, { id: user.id, deactivatedAt: null })).toBe(1);
});

test('a machine no longer creates a user once its key is revoked, also if it had begun before', async () => {
  const [email, holding] = [someEmail(), gatehouse.em];
  await holding.begin();
  await lockText(holding, email);
  const creating = act('createUser', { email, sendInvitation: false });
  await untilWaiting(gatehouse.em);
  await revoke();
  await holding.commit();
  expect(await creating).toEqual(REFUSED);
  expect(await gatehouse.em.count(User, { email })).toBe(0);
});

test('a machine no longer creates a webhook once its key is revoked, also if it had begun before', async () => {
  await revoke();
  const { serviceAccountId, apiKey } = machine;
  const caller = {
    em: gatehouse.em,
    actor: { userId: null, serviceAccountId, apiKeyId: apiKey.id, device: NO_DEVICE },
  };
  const input = { url: 'https://example.com/events', eventTypes: [WebhookEventType.USER_CREATED] };
  const creating = gatehouse.app.services.webhooks.webhooks.create(caller, input);
  await expect(creating).rejects.toMatchObject({ extensions: REFUSED });
  expect(await gatehouse.em.count(Webhook, {})).toBe(0);
});
