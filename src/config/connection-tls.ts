import { X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions as TlsOptions } from 'node:tls';
import type { ConnectionOptions as ParsedUrl } from 'pg-connection-string';
import { ConnectionUrlError, type UrlParameters } from './connection-url-parameters.js';

/**
 * How a connection is encrypted, from what the parser of `pg` made of the SSL mode.
 *
 * @throws {ConnectionUrlError} the files are not certificates and keys that go together, or parameters contradict.
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
  // Node.js would compare a certificate with "localhost" where the host is an IP address, which pg does not pass on.
  return { ...options, host };
}

function checkCombination({ sslmode, sslrootcert, channel_binding }: UrlParameters, ssl: unknown): void {
  if (sslrootcert === 'system' && sslmode !== undefined && sslmode !== 'verify-full')
    throw new ConnectionUrlError('has sslrootcert=system, which needs sslmode=verify-full');
  if (channel_binding === 'require' && !ssl)
    throw new ConnectionUrlError(
      'has channel_binding=require, which needs TLS; write sslmode=require or verify-full too',
    );
}

function checkFiles(options: TlsOptions): void {
  if (options.ca && !isCertificate(options.ca as string))
    throw new ConnectionUrlError('sslrootcert names a file that holds no certificate in PEM');
  if (!options.cert !== !options.key) throw new ConnectionUrlError('needs both sslcert and sslkey, or neither');
  try {
    const { cert, key, passphrase } = options;
    createSecureContext({ cert, key, passphrase });
  } catch {
    throw new ConnectionUrlError(
      'sslcert and sslkey must name a certificate and its private key, in PEM; the password of the key goes into sslpassword',
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
