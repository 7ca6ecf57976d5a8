import type { Writable } from 'node:stream';
import type { Config } from '../../config/config.js';

/** What stands in the message already, or says nothing to a person at a terminal. */
const IGNORED = ['pid', 'hostname', 'requestId', 'method', 'path', 'status', 'durationMillis', 'operation', 'outcome'];

/** Fields of a request's line: request-log.ts. */
interface RequestLine {
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly durationMillis?: number;
  readonly operation?: string;
}

/**
 * Where the log goes while developing at a terminal: readable lines in color. Undefined elsewhere, where it is JSON, and
 * where pino-pretty is not installed.
 */
export async function prettyLog({ nodeEnv }: Pick<Config, 'nodeEnv'>): Promise<Writable | undefined> {
  if (nodeEnv === 'production' || !process.stdout.isTTY) return undefined;
  const pinoPretty = await import('pino-pretty').catch(() => undefined);
  return pinoPretty?.default({ colorize: true, translateTime: 'HH:MM:ss', ignore: IGNORED.join(), messageFormat });
}

/** `login  INVALID_CREDENTIALS  200  166.5 ms` for a request; of every other line the message. */
export function messageFormat(line: Record<string, unknown>, messageKey: string): string {
  const { method, path, status, durationMillis, operation } = line as RequestLine;
  if (durationMillis === undefined) return String(line[messageKey]);
  return [operation ?? `${method} ${path ?? ''}`, line.outcome, status, `${durationMillis} ms`].join('  ');
}
