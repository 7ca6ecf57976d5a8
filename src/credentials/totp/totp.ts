import { randomBytes } from 'node:crypto';

/** RFC 4226 §4: as long as the output of SHA-1. */
const SECRET_BYTES = 20;

/** What every authenticator app understands: RFC 6238 with its defaults. Many apps ignore other values. */
const PARAMETERS = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

export const TOTP_PERIOD_SECONDS = PARAMETERS.period;

/** Spaces apart, which apps show between two groups. ASCII digits only: otpauth throws where a code has as many characters as it should, and more bytes. */
const CODE = /^[0-9]{6}$/;

/** How many steps a code may be early or late: RFC 6238 §5.2. */
const WINDOW = 1;

export function newTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The time step, counted from 1970, whose code this is; undefined if it is of none near this time. */
export async function totpStepOf(code: string, secret: Uint8Array, now: Date): Promise<number | undefined> {
  const token = code.replace(/\s/g, '');
  if (!CODE.test(token)) return undefined;
  const timestamp = now.getTime();
  const delta = (await totp(secret)).validate({ token, timestamp, window: WINDOW });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / PARAMETERS.period) + delta;
}

/** What an authenticator app needs to know. */
export interface TotpSetup {
  /** In base 32. */
  readonly secret: string;
  readonly uri: string;
  readonly qrCodeSvg: string;
}

/**
 * @param issuer the service, as the app shows it.
 * @param account whose account there.
 */
export async function totpSetup(secret: Uint8Array, issuer: string, account: string): Promise<TotpSetup> {
  const { renderSVG } = await import('uqr');
  const generator = await totp(secret, { issuer, label: account });
  const uri = generator.toString();
  return { secret: generator.secret.base32, uri, qrCodeSvg: renderSVG(uri) };
}

/** Loaded at the first use: most accounts have one factor. */
async function totp(secret: Uint8Array, labels: { issuer?: string; label?: string } = {}) {
  const { Secret, TOTP } = await import('otpauth');
  return new TOTP({ ...PARAMETERS, ...labels, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });
}
