import { createRemoteJWKSet, exportJWK, jwtVerify } from 'jose';
import { signingKeyFromSecret } from '../../src/config/signing-key.js';
import { JWT_SECRET, useGatehouse } from '../support/gatehouse.js';
import { newKey } from '../support/keys.js';

const [signing, previous, secret] = [newKey('ES256'), newKey('RS256'), signingKeyFromSecret(JWT_SECRET)];

describe('/.well-known/jwks.json', () => {
  const gatehouse = useGatehouse({ jwtKeyFiles: [signing, previous, secret] });
  const get = (headers = {}) => gatehouse.app.server.inject({ url: '/.well-known/jwks.json', headers });

  test('/.well-known/jwks.json contains the public keys, and nothing of a secret', async () => {
    const keys = [signing, previous].map(async ({ verifyWith, kid, algorithm: alg }) => {
      return { ...(await exportJWK(verifyWith)), kid, alg, use: 'sig' };
    });
    expect((await get()).json()).toEqual({ keys: await Promise.all(keys) });
  });

  test('/.well-known/jwks.json may be cached, and read from every origin', async () => {
    const { headers } = await get({ origin: 'https://anywhere.example.com' });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    });
  });

  test('a service can verify access tokens by /.well-known/jwks.json with a library of its own', async () => {
    const url = await gatehouse.api.origin();
    const { accessToken, user } = await gatehouse.api.newUser();
    const keys = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(accessToken, keys, {
      ...{ issuer: 'gatehouse', audience: 'gatehouse', typ: 'at+jwt' },
      currentDate: gatehouse.clock.now(),
    });
    expect(payload).toMatchObject({ sub: user.id, role: 'USER' });
  });
});

describe('/.well-known/openid-configuration', () => {
  const gatehouse = useGatehouse({ jwtKeyFiles: [signing], jwtIssuer: 'https://auth.example.com' });
  const get = () => gatehouse.app.server.inject('/.well-known/openid-configuration');

  test('/.well-known/openid-configuration leads from the issuer to its public keys', async () => {
    expect((await get()).json()).toMatchObject({
      issuer: 'https://auth.example.com',
      jwks_uri: 'https://auth.example.com/.well-known/jwks.json',
      id_token_signing_alg_values_supported: ['ES256'],
    });
  });

  test('/.well-known/openid-configuration leads to the address of the request if the issuer is not a URL', async () => {
    await gatehouse.restart({ jwtIssuer: 'gatehouse' });
    expect((await get()).json().jwks_uri).toBe('http://localhost/.well-known/jwks.json');
  });
});

describe('the public keys of a server that has only a secret', () => {
  const gatehouse = useGatehouse();

  test('/.well-known/jwks.json is empty if there is only a secret', async () => {
    expect((await gatehouse.app.server.inject('/.well-known/jwks.json')).json()).toEqual({ keys: [] });
  });

  test('there is no /.well-known/openid-configuration if there is only a secret', async () => {
    expect((await gatehouse.app.server.inject('/.well-known/openid-configuration')).statusCode).toBe(404);
  });
});
