import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { type Connection, FeedError, type GraphQLResponse, post, throwFirst } from './gatehouse-request.js';

const SUBSCRIPTION = 'subscription { revocations { isSnapshot revoked { id expiresAt } asOf } }';

/** More than any event has: a response without an end must not fill the memory. */
const MAX_EVENT_CHARACTERS = 4_000_000;

/** What is revoked, or has been since the last event. */
export interface RevocationsEvent {
  /** The first one that is not part of the snapshot completes it. */
  readonly isSnapshot: boolean;
  readonly revoked: ReadonlyArray<{ readonly id: string; readonly expiresAtMillis: number }>;
  /** By the database's clock, in milliseconds: everything committed before is contained. */
  readonly asOfMillis: number;
}

/**
 * Subscribes by GraphQL over server-sent events, in distinct connections mode, until the signal aborts it.
 *
 * @see https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 * @throws {FeedError} it has ended, whatever the reason.
 */
export async function readRevocations(
  connection: Connection,
  { token, signal, onEvent }: { token: string; signal: AbortSignal; onEvent: (event: RevocationsEvent) => void },
): Promise<never> {
  const response = await post(connection, { query: SUBSCRIPTION }, { accept: 'text/event-stream', token, signal });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !response.body || !type.startsWith('text/event-stream')) throw await refusalOf(response);
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: (message) => onMessage(message, onEvent),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw new FeedError('BAD_RESPONSE', 'An event has no end.');
    },
  });
  try {
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text);
  } catch (error) {
    if (error instanceof FeedError) throw error;
    throw new FeedError('ENDED', 'The connection to Gatehouse was lost.', error);
  }
  throw new FeedError('ENDED', 'Gatehouse has ended the event stream.');
}

/** Where there is no stream: GraphQL errors, or something that is not Gatehouse's. */
async function refusalOf(response: Response): Promise<FeedError> {
  const body = (await response.json().catch(() => ({}))) as GraphQLResponse;
  try {
    throwFirst(body?.errors);
  } catch (error) {
    return error as FeedError;
  }
  if (response.status === 401) return new FeedError('UNAUTHENTICATED', 'The machine token was refused.');
  return new FeedError('BAD_RESPONSE', `The response has status ${response.status}, and is not an event stream.`);
}

function onMessage({ event, data }: EventSourceMessage, onEvent: (event: RevocationsEvent) => void): void {
  if (event === 'complete') throw new FeedError('ENDED', 'Gatehouse has ended the subscription.');
  if (event === 'next') onEvent(readEvent(data));
}

/** @throws {FeedError} it is not an event of this subscription. One that cannot be read must not be passed over. */
function readEvent(data: string): RevocationsEvent {
  const { data: result, errors } = parse(data);
  throwFirst(errors);
  const { isSnapshot, revoked, asOf } = result?.revocations ?? {};
  const asOfMillis = timeOf(asOf);
  if (typeof isSnapshot !== 'boolean' || !Array.isArray(revoked)) throw unreadable();
  return { isSnapshot, asOfMillis, revoked: revoked.map(readRevoked) };
}

interface Message {
  readonly data?: { readonly revocations?: { readonly isSnapshot?: unknown; revoked?: unknown; asOf?: unknown } };
  readonly errors?: GraphQLResponse['errors'];
}

function parse(data: string): Message {
  try {
    return JSON.parse(data) ?? {};
  } catch {
    throw unreadable();
  }
}

function readRevoked(entry: { readonly id?: unknown; readonly expiresAt?: unknown } | null) {
  if (typeof entry?.id !== 'string') throw unreadable();
  return { id: entry.id, expiresAtMillis: timeOf(entry.expiresAt) };
}

function timeOf(text: unknown): number {
  const millis = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(millis)) throw unreadable();
  return millis;
}

function unreadable(): FeedError {
  return new FeedError('BAD_RESPONSE', 'An event of the subscription cannot be read.');
}
