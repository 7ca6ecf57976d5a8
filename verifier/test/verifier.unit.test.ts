import { randomUUID } from 'node:crypto';
import { VerificationError, type VerifierOptions } from '../src/index.js';
import { outcomeOf, type TestVerifier, useVerifiers } from './support/verifiers.js';

const verifiers = useVerifiers();

describe('a stale verifier that introspects', () => {
  async function stale(options: Partial<VerifierOptions> = {}): Promise<TestVerifier> {
    const test = await verifiers.ready({ whenStale: 'introspect', ...options });
    verifiers.gatehouse.onSubscribe = () => {};
    verifiers.gatehouse.clock.advance(16);
    return test;
  }

  test.each([
    [true, 'accepted'],
    [false, 'TOKEN_BLACKLISTED'],
    ['true', 'TOKEN_BLACKLISTED'],
    [undefined, 'TOKEN_BLACKLISTED'],
  ])('a stale verifier lets Gatehouse decide: active %s is %s', async (active, outcome) => {
    verifiers.gatehouse.onIntrospect = () => ({ active });
    expect(await outcomeOf(await stale(), verifiers.gatehouse.token())).toBe(outcome);
  });

  test('Gatehouse is asked about the very token, and only while the feed is stale', async () => {
    const asked: string[] = [];
    verifiers.gatehouse.onIntrospect = (token) => {
      asked.push(token);
      return { active: true };
    };
    const fresh = await verifiers.ready({ whenStale: 'introspect' });
    await outcomeOf(fresh, verifiers.gatehouse.token());
    const test = await stale();
    const token = verifiers.gatehouse.token();
    await outcomeOf(test, token);
    expect(asked).toEqual([token]);
  });

  test('a stale verifier that cannot ask Gatehouse accepts nothing', async () => {
    const test = await stale();
    verifiers.gatehouse.stop();
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test.each([
    ['an error', { errors: [{ message: 'Oh.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }],
    ['an error of permission', { errors: [{ message: 'Oh.', extensions: { code: 'FORBIDDEN' } }] }],
    ['no data', { errors: undefined, data: null }],
  ])('a stale verifier accepts nothing if Gatehouse returns %s', async (_, response) => {
    verifiers.gatehouse.onIntrospect = () => response;
    expect(await outcomeOf(await stale(), verifiers.gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test('a machine token that is refused meanwhile is replaced', async () => {
    const test = await stale();
    verifiers.gatehouse.onIntrospect = () => {
      verifiers.gatehouse.onIntrospect = () => ({ active: true });
      return { errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] };
    };
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('accepted');
  });

  test('Gatehouse is not asked about tokens that are forged, or known to be revoked', async () => {
    const sid = randomUUID();
    verifiers.gatehouse.revoked.push({ id: sid });
    const test = await stale();
    expect(await outcomeOf(test, verifiers.gatehouse.token({ iss: 'evil' }))).toBe('TOKEN_INVALID');
    expect(await outcomeOf(test, verifiers.gatehouse.token({ sid }))).toBe('TOKEN_BLACKLISTED');
    expect(verifiers.gatehouse.count('introspectToken')).toBe(0);
  });

  test('a verifier that has never been fresh asks, too', async () => {
    verifiers.gatehouse.onSubscribe = () => {};
    const test = verifiers.create({ whenStale: 'introspect' });
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('accepted');
  });
});

describe('the end', () => {
  test('a closed verifier accepts nothing, although its feed was fresh', async () => {
    const test = await verifiers.ready();
    test.verifier.close();
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('CLOSED');
    expect(test.verifier.state()).toMatchObject({ isFresh: false, isConnected: false });
  });

  test('waiting for a verifier ends when it is closed', async () => {
    verifiers.gatehouse.onSubscribe = () => {};
    const { verifier } = verifiers.create();
    const ready = verifier.ready();
    verifier.close();
    await expect(ready).rejects.toMatchObject({ code: 'CLOSED' });
  });
});

describe('events', () => {
  test('accepted and rejected tokens are reported, with the reason', async () => {
    const test = await verifiers.ready();
    await outcomeOf(test, verifiers.gatehouse.token());
    await outcomeOf(test, 'nonsense');
    expect(test.events).toEqual(
      expect.arrayContaining([
        { type: 'connected', revokedCount: 0 },
        { type: 'accepted' },
        { type: 'rejected', code: 'TOKEN_INVALID' },
      ]),
    );
  });

  test('a callback that throws changes nothing', async () => {
    const onEvent = () => {
      throw new Error('of the app');
    };
    expect(await outcomeOf(await verifiers.ready({ onEvent }), verifiers.gatehouse.token())).toBe('accepted');
  });
});

describe('options', () => {
  test.each<[string, object]>([
    ['url is missing', { url: undefined }],
    ['url is not an absolute URL', { url: '/graphql' }],
    ['issuer is missing', { issuer: '' }],
    ['audience is missing', { audience: undefined }],
    ['apiKey is missing', { apiKey: '' }],
    ['staleAfterSeconds must be at least 6', { staleAfterSeconds: 5 }],
    ['staleAfterSeconds must be at least 6', { staleAfterSeconds: Number.NaN }],
    ['staleAfterSeconds must be at least 6', { staleAfterSeconds: Number.POSITIVE_INFINITY }],
    ["whenStale must be 'refuse' or 'introspect'", { whenStale: 'accept' }],
  ])('%s: %j', (message, options) => {
    expect(() => verifiers.create(options)).toThrow(message);
  });

  test('an error has a code, a status and a challenge', () => {
    const { status, headers, message } = new VerificationError('TOKEN_EXPIRED');
    expect([status, headers]).toEqual([401, { 'www-authenticate': 'Bearer error="invalid_token"' }]);
    expect(message).toBe('The access token has expired. Refresh it, and repeat the request.');
  });
});
