import { useGatehouse } from '../support/gatehouse.js';
import { complete, newUserWithPasskey, outcomeOf, start, startLogin, type WithPasskey } from '../support/passkeys.js';
import { cbor, SoftAuthenticator } from '../support/soft-authenticator.js';

const gatehouse = useGatehouse();

let ada: WithPasskey;
beforeAll(async () => {
  ada = await newUserWithPasskey(gatehouse);
});
afterEach(() => expect(gatehouse.warnings()).toEqual([]));

/** What no browser puts in the place of anything. */
const STRANGE: readonly unknown[] = [
  ...[undefined, null, true, 5, -1, 1e308, [], ['x'], {}, { x: { y: [] } }],
  ...['', ' ', 'A', 'AAA=', '====', '!!!', 'é', '\u0000', 'AA\u0000', '😀', '\u202e', '__proto__', '{}', 'null'],
  'x'.repeat(15_000),
];

/** The same object with another value at a path; undefined removes it, as in JSON. */
function withValue(object: object, path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.');
  const inner = (object as Record<string, object>)[name] ?? {};
  return { ...object, [name]: rest.length > 0 ? withValue(inner, rest.join('.'), value) : value };
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');

async function outcomeOfLogin(forge: (credential: object) => object): Promise<string> {
  const { ceremonyId, options } = await startLogin(gatehouse.api);
  return outcomeOf(await complete(gatehouse.api, ceremonyId, forge(ada.authenticator.get(options))));
}

async function outcomeOfAdding(
  forge: (credential: object) => object,
  { accessToken } = ada,
  authenticator = new SoftAuthenticator(),
): Promise<string> {
  const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', accessToken);
  const input = { ceremonyId, response: forge(authenticator.create(options)) };
  return outcomeOf(await gatehouse.api.mutate('completePasskeyRegistration', input, accessToken));
}

/** What comes of each, and of no other kind: a request that fails as a whole fails the test. */
async function outcomesOf<T>(values: readonly T[], attempt: (value: T) => Promise<string>): Promise<string[]> {
  const outcomes = new Set<string>();
  for (const value of values) outcomes.add(await attempt(value));
  return [...outcomes].sort();
}

describe('a login by passkey', () => {
  test.each(['rawId', 'type', 'response'].concat(inResponse('clientDataJSON', 'authenticatorData', 'signature')))(
    'a login by passkey is refused for anything else as its %s',
    async (path) => {
      const attempt = (value: unknown) => outcomeOfLogin((credential) => withValue(credential, path, value));
      expect(await outcomesOf(STRANGE, attempt)).toEqual(['REFUSED']);
    },
  );

  test('a login by passkey is refused for anything else as the handle of the user', async () => {
    const attempt = (value: unknown) =>
      outcomeOfLogin((credential) => withValue(credential, 'response.userHandle', value));
    expect(await outcomesOf(STRANGE, attempt)).toEqual(['REFUSED']);
  });

  test('a login by passkey is refused for anything else as the id of the credential', async () => {
    const attempt = (value: unknown) =>
      outcomeOfLogin((credential) => withValue(withValue(credential, 'rawId', value), 'id', value));
    expect(await outcomesOf(STRANGE, attempt)).toEqual(['REFUSED', 'UNKNOWN_CREDENTIAL']);
  });

  test.each(['', 'type', 'challenge', 'origin'])(
    'a login by passkey is refused for anything else as %j of the client data',
    async (member) => {
      const attempt = (value: unknown) =>
        outcomeOfLogin((credential) =>
          withValue(credential, 'response.clientDataJSON', base64url(member ? clientDataWith(member, value) : value)),
        );
      expect(await outcomesOf(STRANGE, attempt)).toEqual(['REFUSED']);

      function clientDataWith(name: string, value: unknown) {
        return { type: 'webauthn.get', challenge: 'AAAA', origin: 'http://localhost:5173', [name]: value };
      }
    },
  );

  test('a login by passkey is refused for authenticator data that ends early', async () => {
    const lengths = Array.from({ length: 37 }, (_, length) => length);
    const attempt = (length: number) =>
      outcomeOfLogin((credential) => changed(credential, (bytes) => bytes.subarray(0, length)));
    expect(await outcomesOf(lengths, attempt)).toEqual(['REFUSED']);
  });

  test('a login by passkey is refused for authenticator data that lacks what its flags announce', async () => {
    const raised = (bytes: Buffer, flag: number) => bytes.fill((bytes[32] ?? 0) | flag, 32, 33);
    const attempt = (flag: number) =>
      outcomeOfLogin((credential) => changed(credential, (bytes) => raised(bytes, flag)));
    expect(await outcomesOf([2, 16, 32, 64, 128, 192], attempt)).toEqual(['REFUSED']);
  });

  test('a login by passkey does not depend on what else a browser returns', async () => {
    for (const path of ['clientExtensionResults', 'authenticatorAttachment', 'response.attestationObject', 'more'])
      for (const value of [undefined, 5, 'x', '\u0000', [], { appid: true, prf: { results: { first: 'x' } } }])
        expect(await outcomeOfLogin((credential) => withValue(credential, path, value))).toBe('AuthPayload');
  });

  function changed(credential: object, change: (bytes: Buffer) => Buffer): object {
    const { response } = credential as { response: { authenticatorData: string } };
    const bytes = change(Buffer.from(response.authenticatorData, 'base64url'));
    return withValue(credential, 'response.authenticatorData', bytes.toString('base64url'));
  }
});

describe('a new passkey', () => {
  test.each(['id', 'rawId', 'type', 'response'].concat(inResponse('clientDataJSON', 'attestationObject')))(
    'a new passkey is refused for anything else as its %s',
    async (path) => {
      const attempt = (value: unknown) => outcomeOfAdding((credential) => withValue(credential, path, value));
      expect(await outcomesOf(STRANGE, attempt)).toEqual(['REFUSED']);
    },
  );

  test.each([
    ['a number', cbor(1)],
    ['a text', cbor('x')],
    ['nothing in it', cbor(new Map())],
    ['numbers in it', cbor(mapOf({ fmt: 'none', attStmt: 1, authData: 1 }))],
    ['a text of authenticator data', cbor(mapOf({ fmt: 'none', attStmt: new Map(), authData: 'x'.repeat(100) }))],
    ['a format alone', cbor(mapOf({ fmt: 'packed' }))],
    ['20,000 arrays, each in the other', Buffer.alloc(20_000, 0x81)],
    ['20,000 tags, each in the other', Buffer.alloc(20_000, 0xc1)],
    ['an array that says to be huge', Buffer.from('9bffffffffffffffff00', 'hex')],
    ['bytes that say to be many', Buffer.from('5bffffffffffffffff00', 'hex')],
    ['a map that says to be huge', Buffer.from('baffffffff00', 'hex')],
    ['a map without an end', Buffer.from('bfff', 'hex')],
  ])('a new passkey is refused whose attestation is CBOR of %s', async (_, bytes) => {
    const attestationObject = bytes.toString('base64url');
    const outcome = outcomeOfAdding((credential) =>
      withValue(credential, 'response.attestationObject', attestationObject),
    );
    expect(await outcome).toBe('REFUSED');
  });

  test.each([
    ['what is not a list', { length: 1 }, []],
    ['what browsers do not know', ['telepathy', 5, null, ['usb'], '\u0000'.repeat(1000)], []],
    ['the same many times', Array(1000).fill('usb'), ['usb']],
  ])('a new passkey has the transports that there are, not %s', async (_, sent, kept) => {
    const { accessToken } = await gatehouse.api.newUser();
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', accessToken);
    const response = withValue(new SoftAuthenticator().create(options), 'response.transports', sent);
    const added = await gatehouse.api.mutate('completePasskeyRegistration', { ceremonyId, response }, accessToken);
    expect(added.passkey.transports).toEqual(kept);
  });

  test('a new passkey does not depend on what else a browser returns', async () => {
    const user = await gatehouse.api.newUser();
    for (const path of ['clientExtensionResults', 'response.publicKey', 'response.publicKeyAlgorithm'])
      for (const value of [undefined, 5, '\u0000', { credProps: { rk: false } }])
        expect(await outcomeOfAdding((credential) => withValue(credential, path, value), { ...ada, ...user })).toBe(
          'PasskeyPayload',
        );
  });

  test.each([
    ['x'.repeat(10_000), 'TOO_LONG'],
    ['a\u0000b', 'FORBIDDEN_CHARACTER'],
    ['\u001b[31mred', 'FORBIDDEN_CHARACTER'],
  ])('a new passkey is not called %j, and can then be called something else', async (name, code) => {
    const { accessToken } = await gatehouse.api.newUser();
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', accessToken);
    const input = { ceremonyId, response: new SoftAuthenticator().create(options) };
    const complete = (called: string) =>
      gatehouse.api.mutate('completePasskeyRegistration', { ...input, name: called }, accessToken);
    expect((await complete(name)).fieldErrors).toEqual([{ field: 'name', code }]);
    expect((await complete('Red')).passkey).toMatchObject({ name: 'Red' });
  });
});

function inResponse(...members: string[]): string[] {
  return members.map((member) => `response.${member}`);
}

function mapOf(members: Record<string, Parameters<typeof cbor>[0]>) {
  return new Map(Object.entries(members));
}
