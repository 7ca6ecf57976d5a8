import type { ConnectionOptions } from '../config/connection-url.js';
import { StartupError } from '../config/startup-error.js';

/** The database cannot be used. The message says why and what to do. */
export class DatabaseUnavailableError extends StartupError {
  override readonly name = 'DatabaseUnavailableError';

  constructor(where: string, { reason, remedy = 'Start it, or correct DATABASE_URL' }: DatabaseProblem) {
    super(`Cannot reach the database at ${where}: ${reason}. ${remedy}.`);
  }
}

/** Why the database cannot be used. Both texts without a final period. */
export interface DatabaseProblem {
  readonly reason: string;
  /** By default, what helps most often. */
  readonly remedy?: string;
}

export const READ_ONLY: DatabaseProblem = {
  reason: 'it is read-only',
  remedy: 'If it is a standby, point DATABASE_URL to the primary; otherwise turn default_transaction_read_only off',
};

export const WRONG_DATE_STYLE: DatabaseProblem = {
  reason: 'it writes dates in a style other than ISO, although the connection requests ISO',
  remedy: 'Configure the pooler to pass on DateStyle, or run: alter role ... set datestyle = iso',
};

export const WRONG_ENCODING: DatabaseProblem = {
  reason: 'its encoding is not UTF8, so it cannot store every character',
  remedy: "Create another one with: create database ... encoding 'UTF8' template template0",
};

export const NO_SCHEMA: DatabaseProblem = {
  reason: 'its user may not use any schema of its search path',
  remedy: 'Run there: create schema ... authorization ..., then alter role ... set search_path = ...',
};

/** Of the embedded database. */
export const DAMAGED: DatabaseProblem = {
  reason: 'its files are damaged, or those of another version of PostgreSQL',
  remedy: 'Restore a backup of DATA_DIR, or name an empty folder there to start with an empty database',
};

const NOT_TRUSTED: DatabaseProblem = {
  reason: 'its certificate is not signed by an authority that is trusted here',
  remedy: 'Name a file with the certificate of that authority in DATABASE_URL: sslrootcert=...',
};

const NOT_VALID: DatabaseProblem = {
  reason: 'its certificate has expired or is not valid yet',
  remedy: 'Renew it, or correct the clock of this machine',
};

/** By SQLSTATE, or by the code of Node.js (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const PROBLEMS: Record<string, DatabaseProblem> = {
  '28P01': { reason: 'it does not accept the password' },
  '28000': { reason: 'it does not accept the user' },
  '3D000': { reason: 'there is no database of this name' },
  '53300': { reason: 'it has no connections left', remedy: 'Lower DATABASE_POOL_SIZE, or raise max_connections there' },
  CERT_HAS_EXPIRED: NOT_VALID,
  CERT_NOT_YET_VALID: NOT_VALID,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'its certificate is for another host name',
    remedy: 'Use the name from the certificate in DATABASE_URL, or sslmode=verify-ca with its sslrootcert',
  },
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
};

const UNENCRYPTED: DatabaseProblem = {
  reason: 'it does not accept the user, or it requires TLS',
  remedy: 'Correct the user, or add ?sslmode=verify-full (or ?sslmode=require) to DATABASE_URL',
};

/** Errors of pg without a code. */
const PROBLEMS_BY_MESSAGE: Record<string, DatabaseProblem> = {
  'The server does not support SSL connections': {
    reason: 'it does not offer TLS',
    remedy: 'Enable it there (ssl = on), or add sslmode=disable to DATABASE_URL',
  },
  'The server offers no channel binding.': {
    reason: 'it offers no channel binding',
    remedy: 'Remove channel_binding=require from DATABASE_URL, unless someone could be intercepting the connection',
  },
};

/**
 * Explains why a connection failed, without the error's message, which may name the user, and without any part of the
 * URL.
 */
export function databaseProblemOf(error: unknown, connection?: ConnectionOptions): DatabaseProblem {
  const { code, errors, message = '' } = (error ?? {}) as { code?: string; errors?: Coded[]; message?: string };
  const reason = code ?? errors?.[0]?.code ?? 'no response';
  if (reason === '28000' && connection && !connection.ssl) return UNENCRYPTED;
  return PROBLEMS[reason] ?? PROBLEMS_BY_MESSAGE[message] ?? { reason };
}

interface Coded {
  readonly code?: string;
}
