import { existsSync } from 'node:fs';
import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import { developmentSecretFile, needsDevelopmentSecret, resolveSigningKeys } from '../../config/signing-keys.js';
import { ARRIVAL_HEADER, type Arrival, proofOfKeys } from '../../server/arrival.js';
import { ACCOUNT_PATH } from '../../server/paths.js';
import { ownUrl } from '../own-url.js';
import { type Finding, findingsOf } from './finding.js';
import { CLAIMED_ADDRESS, judgeArrival } from './proxy.js';

const TIMEOUT_MILLIS = 5000;

/** Whether a server of these settings runs on this machine and is ready. It need not run. */
export async function checkOwnServer(config: Config): Promise<Finding[]> {
  const { ok, fault } = findingsOf('server');
  if (config.port === 0) return [ok('where it listens is not known, with PORT=0')];
  const { status, body } = await request(new URL('/readyz', ownUrl(config)));
  if (status === undefined) return [ok(`none runs at ${ownUrl(config)}`)];
  if (body?.status === 'ok') return [ok(`one runs at ${ownUrl(config)}, and is ready`)];
  if (typeof body?.reason === 'string')
    return [fault(`One runs at ${ownUrl(config)}, and is not ready: ${body.reason}`)];
  return [fault(`Another program uses ${ownUrl(config)}. Stop it, or choose another PORT.`)];
}

/** Whether the public URL leads to the server, and by way of proxies that TRUST_PROXY knows. */
export async function checkPublicUrl(config: Config, clock: Clock): Promise<Finding[]> {
  const { ok, warning } = findingsOf('public URL');
  const url = publicUrlOf(config);
  if (!url && config.nodeEnv !== 'production') return [ok('none is set; in production, JWT_ISSUER should be it')];
  if (!url) return [warning('JWT_ISSUER is not a URL, so the proxy cannot be checked. Set it to that of this server.')];
  const isClear = config.nodeEnv === 'production' && url.protocol === 'http:' && url.hostname !== 'localhost';
  const clear = isClear ? [warning('Passwords and tokens would be sent unencrypted. Use https:// in JWT_ISSUER.')] : [];
  return [...clear, ...(await visit(url, config, clock))];
}

/** JWT_ISSUER if it is a URL, as it should be; otherwise that of the account pages, if they are what APP_URL names. */
function publicUrlOf({ jwtIssuer, appUrl, accountPages, nodeEnv }: Config): URL | undefined {
  if (/^https?:/.test(jwtIssuer) && URL.canParse(jwtIssuer)) return new URL(jwtIssuer);
  const isOwn = accountPages && nodeEnv === 'production' && new URL(appUrl).pathname === ACCOUNT_PATH;
  return isOwn ? new URL(new URL(appUrl).origin) : undefined;
}

/** Whether the front end that emails link to is there, where it is not part of this server. */
export async function checkAppUrl(config: Config): Promise<Finding[]> {
  const { ok, warning } = findingsOf('APP_URL');
  const url = new URL(config.appUrl);
  const isChecked =
    config.nodeEnv === 'production' && !config.mailDisabled && url.origin !== publicUrlOf(config)?.origin;
  if (!isChecked) return [];
  const { status, problem } = await request(url);
  if (status !== undefined && status < 400) return [ok(`${url.origin} responds`)];
  return [
    warning(
      `${url.origin}, which emails link to, does not respond as it should (${status ?? problem}). Correct APP_URL.`,
    ),
  ];
}

async function visit(url: URL, config: Config, clock: Clock): Promise<Finding[]> {
  const { ok, warning, fault } = findingsOf('public URL');
  const headers = { 'x-forwarded-for': CLAIMED_ADDRESS, ...(await proofHeaders(config, clock)) };
  const { status, body, problem } = await request(new URL('/livez', url), headers);
  if (problem && IS_ABOUT_CERTIFICATE.test(problem))
    return [fault(`The certificate of ${url.host} is not accepted (${problem}). Renew or correct it.`)];
  if (status === undefined)
    return [warning(`This machine does not reach ${url.origin} (${problem}). If clients do not either, correct that.`)];
  if (body?.status !== 'ok')
    return [fault(`${url.origin} leads to something else: /livez responds with ${status}. Correct it, or JWT_ISSUER.`)];
  if (!body.arrival)
    return [warning(`The server at ${url.origin} has other keys, or another version. Run this with its settings.`)];
  return [ok(`${url.origin} leads to the server`), ...judgeArrival(body.arrival, url)];
}

/** None without keys, which the first start generates. */
async function proofHeaders(config: Config, clock: Clock): Promise<Record<string, string>> {
  if (needsDevelopmentSecret(config) && !existsSync(developmentSecretFile(config))) return {};
  return { [ARRIVAL_HEADER]: proofOfKeys(await resolveSigningKeys(config), clock()) };
}

interface Outcome {
  readonly status?: number;
  readonly body?: { readonly status?: string; readonly reason?: string; readonly arrival?: Arrival };
  /** Why there is no response. */
  readonly problem?: string;
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const IS_ABOUT_CERTIFICATE = /^(CERT_|DEPTH_|ERR_TLS_CERT|SELF_SIGNED_|UNABLE_TO_)/;

async function request(url: URL, headers: Record<string, string> = {}): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    const body = (await response.json().catch(() => undefined)) as Outcome['body'];
    return { status: response.status, ...(body && { body }) };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { problem: name === 'TimeoutError' ? 'no response in time' : (cause?.code ?? 'no connection') };
  }
}
