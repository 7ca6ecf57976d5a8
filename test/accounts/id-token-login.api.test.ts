import { randomUUID } from 'node:crypto';
import { type Misdeed, signNot, signWithPublicKey } from '../support/scripted-provider.js';
import { outcomeOf, socialLogin, somebody, useSocial } from '../support/social.js';

const { gatehouse, one, two } = useSocial({}, { nativeClientIds: ['com.example.app'] });

const login = (idToken: string, nonce: string, provider = 'one') =>
  gatehouse.api.mutate('loginWithIdToken', { provider, idToken, nonce });

/** Logs a new person in by an ID token that is changed like this. */
async function loginWith(changes: Record<string, unknown>) {
  const nonce = randomUUID();
  one.answerFor(somebody());
  return login(await one.idToken(nonce, changes), nonce);
}

test('a native app signs in by an ID token, to the account that the browser signs in to', async () => {
  const person = somebody();
  const { user } = await socialLogin(gatehouse.api, one, person);
  const nonce = randomUUID();
  expect((await login(await one.idToken(nonce), nonce)).user.id).toBe(user.id);
});

test('an ID token for a client id of a native app is accepted', async () => {
  expect(outcomeOf(await loginWith({ aud: 'com.example.app' }))).toBe('AuthPayload');
});

test('an ID token signs in once', async () => {
  const nonce = randomUUID();
  one.answerFor(somebody());
  const idToken = await one.idToken(nonce);
  await login(idToken, nonce);
  expect(outcomeOf(await login(idToken, nonce))).toBe('EXPIRED');
});

test('an ID token signs in once, however its signature is spelled', async () => {
  const nonce = randomUUID();
  one.answerFor(somebody());
  const idToken = await one.idToken(nonce);
  await login(idToken, nonce);
  expect(outcomeOf(await login(respelled(idToken), nonce))).toBe('EXPIRED');
});

/** The last letter of a signature of 256 bytes has four bits that are not read: RFC 4648 §3.5. */
function respelled(token: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + digits[digits.indexOf(token.slice(-1)) + 1];
}

test('an ID token that was stolen signs nobody in: it contains only a digest of the nonce', async () => {
  const nonce = randomUUID();
  one.answerFor(somebody());
  const idToken = await one.idToken(nonce);
  const [, payload = ''] = idToken.split('.');
  const digest = JSON.parse(Buffer.from(payload, 'base64url').toString()).nonce;
  expect(outcomeOf(await login(idToken, digest))).toBe('REFUSED');
  expect(outcomeOf(await login(idToken, nonce))).toBe('AuthPayload');
});

const CHANGES: [string, Record<string, unknown>][] = [
  ['another aud', { aud: 'com.example.other' }],
  ['another azp', { azp: 'com.example.other' }],
  ['several aud and no azp', { aud: ['gatehouse', 'com.example.other'] }],
  ['another iss', { iss: 'https://evil.example' }],
  ['the nonce itself', { nonce: 'not its digest' }],
  ['no nonce', { nonce: undefined }],
  ['an exp that is over', { exp: Math.floor(Date.now() / 1000) - 60 }],
  ['no exp', { exp: undefined }],
  ['no sub', { sub: undefined }],
];

test.each(CHANGES)('an ID token with %s is refused', async (_, changes) => {
  expect(outcomeOf(await loginWith(changes))).toBe('REFUSED');
});

const SIGNATURES: [string, NonNullable<Misdeed['sign']>][] = [
  ['no signature (alg none)', (claims) => signNot(claims)],
  ['HS256 with the public key as the secret', signWithPublicKey],
  ['the signature of another provider', (claims) => two.sign(claims)],
];

test.each(SIGNATURES)('an ID token with %s is refused', async (_, sign) => {
  const nonce = randomUUID();
  one.answerFor(somebody());
  const [, payload = ''] = (await one.idToken(nonce)).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  expect(outcomeOf(await login(await sign(claims, one), nonce))).toBe('REFUSED');
});

test('an ID token of another provider is refused', async () => {
  const nonce = randomUUID();
  one.answerFor(somebody());
  expect(outcomeOf(await login(await one.idToken(nonce), nonce, 'two'))).toBe('REFUSED');
});

test('what is no ID token is refused', async () => {
  expect(outcomeOf(await login('a.b.c', 'd'))).toBe('REFUSED');
});
