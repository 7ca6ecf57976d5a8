import { createHmac, randomBytes } from 'node:crypto';

/** Between 24 and 64: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme */
const SECRET_BYTES = 32;

export function newWebhookSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** As receivers are given it. */
export function webhookSecretText(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}

export interface WebhookMessage {
  /** Of the event: the same for each webhook and at every attempt. */
  readonly id: string;
  /** Of the attempt. */
  readonly sentAt: Date;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks: what is signed is the id, the time and the body, so that none of them can be changed
 * and a request cannot be used again later.
 *
 * @param secrets each signs: the current one and, for a while, that before it.
 */
export function webhookHeaders({ id, sentAt, body }: WebhookMessage, secrets: readonly Buffer[]) {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${sign(secret, `${id}.${timestamp}.${body}`)}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function sign(secret: Buffer, content: string): string {
  return createHmac('sha256', secret).update(content).digest('base64');
}
