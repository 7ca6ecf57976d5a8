import { existsSync } from 'node:fs';
import { type Config, type Environment, settingText } from '../../config/config.js';
import type { SigningKey } from '../../config/signing-key.js';
import { developmentSecretFile, needsDevelopmentSecret, resolveSigningKeys } from '../../config/signing-keys.js';
import { isReadableByOthers } from './configuration.js';
import { type Finding, findingsOf } from './finding.js';

const { ok, warning } = findingsOf('keys');

/** NIST SP 800-57 part 1 revision 5, table 4. */
const RSA_BITS_BEYOND_2030 = 3072;

/** What 32 random bytes have in hexadecimal digits, and words of that length have not. */
const MIN_ENTROPY_BITS = 110;

/** Which keys sign and verify, and whether they could be guessed or read. */
export async function checkKeys(config: Config, environment: Environment): Promise<Finding[]> {
  if (needsDevelopmentSecret(config) && !existsSync(developmentSecretFile(config)))
    return [ok('the server generates a secret when it starts, as this is not production')];
  const [first, ...others] = await resolveSigningKeys(config);
  const more = others.length > 0 ? `; ${others.length} more verify` : '';
  return [
    ok(`${first.algorithm} signs with the key ${first.kid}${more}`),
    ...[first, ...others].flatMap(checkStrength),
    ...checkSecrets(config),
    ...checkFiles(environment),
  ];
}

function checkStrength({ kid, algorithm, signWith }: SigningKey): Finding[] {
  const bits = signWith.asymmetricKeyDetails?.modulusLength ?? RSA_BITS_BEYOND_2030;
  if (bits >= RSA_BITS_BEYOND_2030)
    return algorithm === 'HS256' ? checkSecret(`the key ${kid}`, signWith.export()) : [];
  return [
    warning(`The key ${kid} has ${bits} bits, enough until 2030. Replace it in time, for example by: key generate`),
  ];
}

function checkSecrets({ secretsKeys, tokenIntrospectionSecret = '', passwordPepper = '' }: Config): Finding[] {
  return [
    ...secretsKeys.flatMap((key, index) => checkSecret(`key ${index + 1} of SECRETS_KEYS`, key)),
    ...checkSecret('TOKEN_INTROSPECTION_SECRET', tokenIntrospectionSecret),
    ...(passwordPepper && entropyOf(passwordPepper) < MIN_ENTROPY_BITS / 2
      ? [warning('PASSWORD_PEPPER looks guessable. Keep it, as no password would work with another one.')]
      : []),
  ];
}

function checkSecret(name: string, secret: string | Buffer): Finding[] {
  const text = secret.toString('latin1');
  if (text === '' || entropyOf(text) >= MIN_ENTROPY_BITS) return [];
  return [warning(`${name} looks guessable. Replace it by a random one: openssl rand -base64 48`)];
}

/** In bits, by how often each character occurs: an upper bound of what it takes to guess a text. */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  const shares = [...counts.values()].map(({ length }) => length / text.length);
  return -text.length * shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

/** By their position, because an entry may be a key by mistake. */
function checkFiles(environment: Environment): Finding[] {
  const files = (settingText(environment, 'jwtKeyFiles') ?? '').split(',').map((file) => file.trim());
  const open = files.filter(Boolean).map((file, index) => [index + 1, isReadableByOthers(file)] as const);
  return open
    .filter(([, isOpen]) => isOpen)
    .map(([position]) =>
      warning(`File ${position} of JWT_KEY_FILES can be read by other users. Let only the server read it: chmod 600`),
    );
}
