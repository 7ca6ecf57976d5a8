import { DriverException } from '@mikro-orm/core';
import type { FastifyBaseLogger } from 'fastify';

/** Each call writes one JSON line; pass the object first, then the message. */
export type Logger = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** The parts of an error that may be logged. */
export interface LoggedError {
  readonly name: string;
  readonly message?: string;
  /** SQLSTATE of the database, or the code of Node's system errors. */
  readonly code?: string;
  readonly constraint?: string;
  readonly stack: string[];
}

/**
 * Describes an error without the values it concerns. The message of a database error contains the whole statement with
 * every digest and hash, so only the SQLSTATE and the constraint are kept.
 */
export function describeForLog(thrown: unknown): LoggedError {
  const error = thrown instanceof Error ? thrown : new Error(`thrown value of type ${typeof thrown}`);
  const { code, constraint } = error as { code?: string; constraint?: string };
  return {
    name: error.name,
    ...(!isFromDatabase(error) && { message: error.message }),
    ...(code && { code }),
    ...(constraint && { constraint }),
    stack: stackFrames(error),
  };
}

function isFromDatabase(error: Error): boolean {
  return error instanceof DriverException || 'severity' in error;
}

/** The frames alone: the first lines of `stack` repeat the message. */
function stackFrames(error: Error): string[] {
  const lines = error.stack?.split('\n') ?? [];
  return lines.filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}
