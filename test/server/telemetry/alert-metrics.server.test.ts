import { LISTENER_NAME } from '../../../src/database/notifications.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { sampleOf } from '../../support/metrics.js';
import { until } from '../../support/until.js';
import { useWebhookReceiver, WebhookAdministrator } from '../../support/webhooks.js';

const MINUTE = { minutes: 1 };
const OWN_LISTENER = `from pg_stat_activity where datname = current_database() and application_name = '${LISTENER_NAME}'`;

describe('metrics of emails', () => {
  const gatehouse = useGatehouse({ metricsPort: 0 });
  const emails = (result: string) => sampleOf(gatehouse, 'gatehouse_emails_total', { result });
  const oldest = () => sampleOf(gatehouse, 'gatehouse_oldest_waiting_email_seconds');

  async function sendOne(): Promise<void> {
    await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
  }

  test('metrics count the emails that were sent, and none of them waits any longer', async () => {
    await sendOne();
    expect([await emails('sent'), await emails('failed'), await oldest()]).toEqual([1, 0, 0]);
  });

  test('metrics count the emails that the mail server rejected for good', async () => {
    gatehouse.mail.refusals['RCPT TO'] = '550 no such mailbox';
    await sendOne();
    delete gatehouse.mail.refusals['RCPT TO'];
    expect([await emails('rejected'), await oldest()]).toEqual([1, 0]);
  });

  test('metrics show for how long the oldest email has been waiting for a mail server that is down', async () => {
    await gatehouse.mail.stop();
    await sendOne();
    gatehouse.clock.advance(MINUTE);
    await gatehouse.api.newUser();
    expect(await emails('failed')).toBeGreaterThan(0);
    expect(await oldest()).toBe(60);
  });

  test('metrics count the emails that were given up', async () => {
    gatehouse.clock.advance({ days: 2 });
    await gatehouse.app.deliverMail();
    expect([await emails('expired'), await oldest()]).toEqual([2, 0]);
  });
});

describe('metrics of a server that sends no email', () => {
  const gatehouse = useGatehouse({ metricsPort: 0, mailDisabled: true });

  test('a server that sends no email has no metrics of emails', async () => {
    const { body } = await (gatehouse.app.metricsServer ?? gatehouse.app.server).inject('/metrics');
    expect(body).not.toContain('email');
  });
});

describe('metrics of what goes wrong', () => {
  const gatehouse = useGatehouse({ metricsPort: 0, pruneIntervalSeconds: 1 });
  const value = (name: string) => sampleOf(gatehouse, name);

  test('metrics count the sessions that ended because a used refresh token was presented again, once each', async () => {
    const { refreshToken } = await gatehouse.api.newUser();
    await gatehouse.api.refresh(refreshToken);
    gatehouse.clock.advance(MINUTE);
    for (const _ of [1, 2]) await gatehouse.api.refresh(refreshToken);
    expect(await value('gatehouse_refresh_token_reuses_total')).toBe(1);
  });

  test('metrics show when expired rows were last deleted', async () => {
    const lastPruning = () => value('gatehouse_last_pruning_timestamp_seconds');
    gatehouse.clock.advance({ seconds: 7200 });
    const now = gatehouse.clock.now().getTime() / 1000;
    await until(async () => (await lastPruning()) === now);
    expect(await lastPruning()).toBe(now);
  });

  test('metrics show whether the listening connection is up', async () => {
    const listening = () => value('gatehouse_database_listening');
    await until(async () => (await listening()) === 1);
    await gatehouse.em.execute(`select pg_terminate_backend(pid) ${OWN_LISTENER}`);
    await until(async () => (await listening()) === 0);
    expect(await listening()).toBe(0);
    await until(async () => (await listening()) === 1);
    expect(await listening()).toBe(1);
  });
});

describe('metrics of webhooks', () => {
  const gatehouse = useGatehouse({ metricsPort: 0 });
  const receiver = useWebhookReceiver();
  const value = (name: string) => sampleOf(gatehouse, `gatehouse_webhook_${name}`);
  const both = async () => [await value('failing_seconds'), await value('events_waiting')];

  test('metrics show how long a webhook has been failing, and how many events wait for it, until it is disabled', async () => {
    const administrator = new WebhookAdministrator(gatehouse, await gatehouse.newAdministrator());
    const { webhook } = await administrator.create(receiver.url, ['USER_CREATED']);
    expect(await both()).toEqual([0, 0]);
    receiver.respondWith(500);
    for (const _ of [1, 2]) await gatehouse.api.newUser();
    await gatehouse.app.deliverWebhooks();
    gatehouse.clock.advance(MINUTE);
    expect(await both()).toEqual([60, 2]);
    await administrator.act('updateWebhook', { webhookId: webhook.id, enabled: false });
    expect(await both()).toEqual([0, 0]);
  });
});
