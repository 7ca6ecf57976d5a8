import type { FastifyBaseLogger } from 'fastify';

/** One JSON line per call; the object first, then the message. */
export type Logger = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;
