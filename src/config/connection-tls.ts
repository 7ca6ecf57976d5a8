import { X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions as TlsOptions } from 'node:tls';
import type { ConnectionOptions as ParsedUrl } from 'pg-connection-string';

/** A connection URL is not usable. The message says what to change and repeats none of its values. */
export class ConnectionUrlError extends Error {
  override readonly name = 'ConnectionUrlError';
}

/** The query string of a connection URL. */
export type UrlParameters = Readonly<Partial<Record<string, string>>>;

const ANYTHING = /^/;
const WHOLE_NUMBER = /^\d{1,9}$/;

/**
 * Every supported parameter, with its allowed values. They are those of libpq
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS) and of `pg`.
 */
const UNDERSTOOD: Record<string, RegExp> = {
  application_name: ANYTHING,
  channel_binding: /^(disable|prefer|require)$/,
  client_encoding: /^(auto|utf-?8)$/i,
  connect_timeout: WHOLE_NUMBER,
  dbname: ANYTHING,
  fallback_application_name: ANYTHING,
  gssencmode: /^(disable|prefer)$/,
  host: ANYTHING,
  idle_in_transaction_session_timeout: WHOLE_NUMBER,
  keepalives: /^[01]$/,
  keepalives_idle: WHOLE_NUMBER,
  lock_timeout: WHOLE_NUMBER,
  options: ANYTHING,
  password: ANYTHING,
  port: ANYTHING,
  query_timeout: WHOLE_NUMBER,
  ssl: /^(0|1|true|false|no-verify)$/,
  sslcert: ANYTHING,
  sslkey: ANYTHING,
  sslmode: /^(disable|prefer|require|verify-ca|verify-full|no-verify)$/,
  sslnegotiation: /^(postgres|direct)$/,
  sslpassword: ANYTHING,
  sslrootcert: ANYTHING,
  statement_timeout: WHOLE_NUMBER,
  // A read-only server is rejected at startup in any case.
  target_session_attrs: /^(any|read-write|primary)$/,
  uselibpqcompat: /^(true|false)$/,
  user: ANYTHING,
};

/** Parameters for other clients, in URLs that hosting providers offer to copy; they have no effect here. */
const IGNORED = new Set(['pgbouncer', 'connection_limit', 'pool_timeout', 'supa']);

/** What to do about well-known parameters that are not supported. */
const REMEDIES: Record<string, string> = {
  currentSchema: 'write options=-c%20search_path%3Dname',
  hostaddr: 'write host',
  passfile: 'write the password in the URL',
  require_auth: 'write channel_binding=require',
  schema: 'write options=-c%20search_path%3Dname',
  search_path: 'write options=-c%20search_path%3Dname',
  service: 'write out the parameters of the service',
  ssl_max_protocol_version: 'remove it',
  ssl_min_protocol_version: 'remove it; at least TLS 1.2 is used',
  sslcrl: 'remove it',
  sslcrldir: 'remove it',
};

/** @throws {ConnectionUrlError} a parameter or a value would be ignored. */
export function checkParameters(parameters: UrlParameters): void {
  for (const [name, value = ''] of Object.entries(parameters)) {
    if (IGNORED.has(name)) continue;
    const allowed = Object.hasOwn(UNDERSTOOD, name) ? UNDERSTOOD[name] : undefined;
    if (!allowed) throw new ConnectionUrlError(notUnderstood(name));
    if (!allowed.test(value))
      throw new ConnectionUrlError(`has a value of ${name} that is not supported${hint(allowed)}`);
  }
}

/** An unknown name is not repeated: it may be part of a password that contains a question mark. */
function notUnderstood(name: string): string {
  return Object.hasOwn(REMEDIES, name)
    ? `has the parameter ${name}, which is not supported; ${REMEDIES[name]}`
    : `has an unknown parameter; the supported ones are ${Object.keys(UNDERSTOOD).join(', ')}`;
}

function hint(allowed: RegExp): string {
  const choices = /^\^\(([\w|-]+)\)\$$/.exec(allowed.source)?.[1];
  return choices ? `; write ${choices.replaceAll('|', ', ').replace(/, ([^,]*)$/, ' or $1')}` : '';
}

/**
 * How a connection is encrypted, according to the SSL mode as parsed by `pg`.
 *
 * @throws {ConnectionUrlError} the files are not a matching certificate and key, or parameters contradict each other.
 */
export function readTls(parsed: ParsedUrl, parameters: UrlParameters, host: string | undefined) {
  const ssl = host?.startsWith('/') ? false : tlsOptions(parsed, parameters, host);
  checkCombination(parameters, ssl);
  const { sslnegotiation, channel_binding } = parameters;
  return {
    ...(ssl !== undefined && { ssl }),
    ...(ssl && sslnegotiation === 'direct' && { sslnegotiation: 'direct' as const }),
    ...(channel_binding === 'require' && { enableChannelBinding: true }),
  };
}

function tlsOptions(
  parsed: ParsedUrl,
  parameters: UrlParameters,
  host = 'localhost',
): boolean | TlsOptions | undefined {
  const { ssl } = parsed;
  if (ssl === undefined && !parameters.sslrootcert) return undefined;
  if (ssl === false || ssl === 'false') return false;
  const options: TlsOptions = typeof ssl === 'object' ? { ...(ssl as TlsOptions) } : {};
  if (parameters.sslmode === 'no-verify' || ssl === 'no-verify') options.rejectUnauthorized = false;
  if (parameters.sslpassword) options.passphrase = parameters.sslpassword;
  checkFiles(options);
  // If the host is an IP address, pg does not pass it on, and Node.js would compare the certificate with "localhost".
  return { ...options, host };
}

function checkCombination({ sslmode, sslrootcert, channel_binding }: UrlParameters, ssl: unknown): void {
  if (sslrootcert === 'system' && sslmode !== undefined && sslmode !== 'verify-full')
    throw new ConnectionUrlError('has sslrootcert=system, which needs sslmode=verify-full');
  if (channel_binding === 'require' && !ssl)
    throw new ConnectionUrlError(
      'has channel_binding=require, which needs TLS; add sslmode=require or sslmode=verify-full',
    );
}

function checkFiles(options: TlsOptions): void {
  if (options.ca && !isCertificate(options.ca as string))
    throw new ConnectionUrlError('sslrootcert names a file without a certificate in PEM');
  if (!options.cert !== !options.key) throw new ConnectionUrlError('needs both sslcert and sslkey, or neither');
  try {
    const { cert, key, passphrase } = options;
    createSecureContext({ cert, key, passphrase });
  } catch {
    throw new ConnectionUrlError(
      'sslcert and sslkey must name a certificate and its private key, in PEM; put the password of the key in sslpassword',
    );
  }
}

function isCertificate(pem: string): boolean {
  try {
    return !!new X509Certificate(pem);
  } catch {
    return false;
  }
}
