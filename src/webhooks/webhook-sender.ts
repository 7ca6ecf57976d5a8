import type { Clock } from '../clock.js';
import type { GuardedFetch } from '../security/guarded-fetch.js';
import { readRetryAfter } from './retry-schedule.js';
import type { StoredAttempt } from './webhook.entities.js';
import { type WebhookMessage, webhookHeaders } from './webhook-signature.js';

/** For the whole of an attempt. Standard Webhooks recommend 15 to 30 seconds. */
const TIMEOUT_MILLIS = 15_000;

/** What became of an attempt. */
export interface Attempted {
  readonly attempt: StoredAttempt;
  /** Not to be sent anything before. */
  readonly retryAfter: Date | undefined;
}

export interface Envelope extends Omit<WebhookMessage, 'sentAt'> {
  readonly url: string;
  readonly secrets: readonly Buffer[];
}

/** Sends signed requests to receivers. Nothing of a response but its status and `Retry-After` is read. */
export class WebhookSender {
  private fetch: Promise<GuardedFetch> | undefined;

  constructor(
    private readonly isProduction: boolean,
    private readonly clock: Clock,
    private readonly timeoutMillis = TIMEOUT_MILLIS,
  ) {}

  /** Never throws. Redirects are not followed. */
  async send({ url, id, body, secrets }: Envelope): Promise<Attempted> {
    const [sentAt, begun] = [this.clock(), performance.now()];
    const headers = { ...STATIC_HEADERS, ...webhookHeaders({ id, sentAt, body }, secrets) };
    const request = { method: 'POST', headers, body, signal: null };
    const { retryAfter, ...result } = await this.request(url, request);
    const durationMillis = Math.round(performance.now() - begun);
    return { attempt: { at: sentAt.toISOString(), ...result, durationMillis }, retryAfter };
  }

  /** An attempt that could not even be made. */
  notSent(problem: string): Attempted {
    const at = this.clock().toISOString();
    return { attempt: { at, status: null, problem, durationMillis: 0 }, retryAfter: undefined };
  }

  private async request(url: string, request: { signal: null }) {
    try {
      // The settings may have changed since the webhook was created.
      if (this.isProduction && URL.parse(url)?.protocol !== 'https:') return failed('NOT_HTTPS');
      const { status, headers } = await (await this.load())(url, request);
      return { status, problem: null, retryAfter: readRetryAfter(headers.get('retry-after'), this.clock()) };
    } catch (error) {
      return failed(problemOf(error));
    }
  }

  /** The library is loaded by the first event. */
  private load(): Promise<GuardedFetch> {
    const guard = { allowPrivate: !this.isProduction, timeoutMillis: this.timeoutMillis, ignoreBody: true };
    this.fetch ??= import('../security/guarded-fetch.js').then(({ createGuardedFetch }) => createGuardedFetch(guard));
    return this.fetch;
  }
}

const STATIC_HEADERS = { 'content-type': 'application/json', 'user-agent': 'Gatehouse' };

function failed(problem: string) {
  return { status: null, problem, retryAfter: undefined };
}

/** Codes only: the texts of errors may quote the receiver. */
function problemOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { name?: string; code?: string } };
  if (name === 'TimeoutError') return 'TIMEOUT';
  if ([name, cause?.name].includes('GuardedFetchError')) return 'PRIVATE_ADDRESS';
  return cause?.code ?? 'UNREACHABLE';
}
