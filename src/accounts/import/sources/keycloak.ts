import { Secret } from 'otpauth';
import { ImportProblem } from '../import-problem.js';
import { identityOf, isTrue, listOf, parseRow, type Row, type SourceOptions, textOf, timeOf } from './source.js';

/** A user of `kc.sh export`: https://www.keycloak.org/server/importExport */
export function translateKeycloak(row: Row, options: SourceOptions): Row {
  const createdAt = timeOf(row.createdTimestamp);
  const credentials = listOf(row.credentials, 'credentials');
  const ofType = (type: string) => credentials.filter((each) => each.type === type);
  const identities = listOf(row.federatedIdentities, 'federatedIdentities').flatMap(({ identityProvider, userId }) =>
    identityOf(identityProvider, userId, options),
  );
  return {
    email: row.email,
    // By default, Keycloak makes the address the username, which cannot be one here.
    username: String(row.username ?? '').includes('@') ? undefined : row.username,
    created_at: createdAt,
    email_verified: isTrue(row.emailVerified),
    deactivated: !isTrue(row.enabled ?? true),
    totp_secret: secretOf(ofType('otp')),
    identities,
    ...passwordFields(ofType('password')[0]),
  };
}

/** Keycloak keeps JSON in JSON. */
function partsOf(credential: Row): { data: Row; secret: Row } {
  const read = (field: 'credentialData' | 'secretData') => parseRow(String(credential[field] ?? '{}'), field);
  return { data: read('credentialData'), secret: read('secretData') };
}

function passwordFields(credential: Row | undefined): Row {
  if (!credential) return { no_password: true };
  const { data, secret } = partsOf(credential);
  const [salt, key] = [unpadded(secret.salt), unpadded(secret.value)];
  if (data.algorithm === 'argon2') return { password_hash: `${argon2Start(data)}$${salt}$${key}` };
  const digest = /^pbkdf2(?:-(sha256|sha512))?$/.exec(String(data.algorithm));
  if (!digest) throw new ImportProblem('credentials: The password is hashed by an algorithm that is not known here.');
  const adapted = (text: string) => text.replaceAll('+', '.');
  return { password_hash: `$${data.algorithm}$${data.hashIterations}$${adapted(salt)}$${adapted(key)}` };
}

function argon2Start({ hashIterations, additionalParameters }: Row): string {
  const parameter = (name: string) => ((additionalParameters ?? {}) as Record<string, string[]>)[name]?.[0];
  const [memory, lanes] = [parameter('memory'), parameter('parallelism')];
  const version = parameter('version') === '1.3' ? 19 : 16;
  return `$argon2${parameter('type')}$v=${version}$m=${memory},t=${hashIterations},p=${lanes}`;
}

/**
 * The secret of the first app. The others are left out: one suffices, and each is a way in.
 *
 * @throws {ImportProblem} it is one that would not work here. The account must not come without its second factor.
 */
function secretOf([credential]: Row[]): string | undefined {
  if (!credential) return undefined;
  const { data, secret } = partsOf(credential);
  const { subType = 'totp', digits = 6, period = 30, algorithm = 'HmacSHA1', secretEncoding } = data;
  const isKnown = subType === 'totp' && Number(digits) === 6 && Number(period) === 30 && algorithm === 'HmacSHA1';
  if (!isKnown) throw new ImportProblem('credentials: The codes of the app are not of 6 digits, 30 seconds and SHA-1.');
  const value = textOf(secret.value) ?? '';
  return secretEncoding === 'BASE32'
    ? value
    : new Secret({ buffer: Uint8Array.from(Buffer.from(value)).buffer }).base32;
}

function unpadded(base64: unknown): string {
  return String(base64 ?? '').replace(/=+$/, '');
}
