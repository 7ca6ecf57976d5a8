import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { Gatehouse } from '../support/gatehouse.js';
import { FACTORS, NODE } from '../support/operations.js';
import { challengeOf, newUserWithApp, renewRecoveryCodes, type WithApp } from '../support/second-factor.js';
import { TraceCollector } from '../support/trace-collector.js';

const TOKEN = 'a-token-for-the-scrapes-of-the-tests';
const ENROLL = 'mutation { startTotpEnrollment(input: {}) { ... on TotpEnrollment { secret otpauthUri } } }';

const collector = new TraceCollector();
let gatehouse: Gatehouse;
let ada: WithApp;
let secrets: string[];

/** A life with a second factor, in which each secret is used that there is. */
beforeAll(async () => {
  const otelExporterOtlpEndpoint = await collector.start();
  gatehouse = new Gatehouse({ otelExporterOtlpEndpoint, metricsToken: TOKEN });
  await gatehouse.start();
  ada = await newUserWithApp(gatehouse);
  const { secret, otpauthUri } = (await gatehouse.api.send(ENROLL, {}, { token: ada.accessToken })).data
    .startTotpEnrollment;
  const challengeTokens = [await challengeOf(gatehouse, ada), await challengeOf(gatehouse, ada)];
  const codes = [{ totpCode: ada.code() }, { recoveryCode: ada.recoveryCodes[0] }];
  for (const [index, challengeToken] of challengeTokens.entries())
    await gatehouse.api.mutate('completeLogin', { challengeToken, ...codes[index] });
  const { recoveryCodes } = await renewRecoveryCodes(gatehouse, ada.accessToken);
  secrets = [secret, otpauthUri, ...challengeTokens, ...ada.recoveryCodes, ...recoveryCodes];
});
afterAll(async () => {
  await gatehouse.stop();
  await collector.stop();
});

function expectNoSecretIn(text: string) {
  expect(secrets).toHaveLength(24);
  for (const secret of secrets) expect(text).not.toContain(secret);
}

test('secrets of a second factor are not in the log', () => {
  expect(gatehouse.log.join('')).toContain('completeLogin');
  expectNoSecretIn(gatehouse.log.join(''));
});

test('secrets of a second factor are not in metrics', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const { body } = await gatehouse.app.server.inject({ url: '/metrics', headers });
  expect(body).toContain('completeLogin');
  expectNoSecretIn(body);
});

test('secrets of a second factor are not in the audit trail', async () => {
  const events = await gatehouse.em.find(AuditEvent, { subjectId: ada.user.id });
  expect(events.map(({ kind }) => kind)).toContain('RECOVERY_CODE_USED');
  expectNoSecretIn(JSON.stringify(events));
});

test('secrets of a second factor cannot be read from the account, nor from the node of an app', async () => {
  const options = { token: ada.accessToken };
  const account = await gatehouse.api.send(FACTORS, {}, options);
  const node = await gatehouse.api.send(NODE, { id: ada.totpFactorId }, options);
  expect([account.data.me.recoveryCodesLeft, node.data.node.id]).toEqual([10, ada.totpFactorId]);
  expectNoSecretIn(JSON.stringify([account, node]));
});

test('secrets of a second factor are not in traces', async () => {
  await gatehouse.restart();
  expect(collector.received).toContain('mutation completeLogin');
  expectNoSecretIn(collector.received);
});
