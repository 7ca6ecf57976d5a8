import { randomUUID } from 'node:crypto';
import { AssuranceLevel, AuthenticationMethod } from '../../src/api/assurance.js';
import { Passkey } from '../../src/credentials/passkeys/passkey.entities.js';
import { Session } from '../../src/sessions/session.entity.js';
import { useGatehouse } from '../support/gatehouse.js';
import {
  addPasskey,
  complete,
  login,
  newUserWithPasskey,
  outcomeOf,
  register,
  start,
  startLogin,
  type WithPasskey,
} from '../support/passkeys.js';
import { newUserWithApp } from '../support/second-factor.js';
import { cbor, type Forgery, flipBit, SoftAuthenticator } from '../support/soft-authenticator.js';

const gatehouse = useGatehouse();

let ada: WithPasskey;
beforeEach(async () => {
  ada = await newUserWithPasskey(gatehouse);
});

/** What is wrong with the response of a browser, whatever it is a response to. */
const FORGERIES: [string, Forgery][] = [
  ['another challenge', { clientData: { challenge: Buffer.alloc(32, 7).toString('base64url') } }],
  ['no challenge', { clientData: { challenge: undefined } }],
  ['another origin', { clientData: { origin: 'https://evil.example' } }],
  ['an origin that begins alike', { clientData: { origin: 'http://localhost:5173.evil.example' } }],
  ['another port', { clientData: { origin: 'http://localhost:5174' } }],
  ['another RP id', { rpId: 'evil.example' }],
  ['a domain below as the RP id', { rpId: 'evil.localhost' }],
  ['no user presence', { up: false }],
  ['a frame of another origin', { clientData: { crossOrigin: true } }],
  ['a frame of a named origin', { clientData: { crossOrigin: true, topOrigin: 'https://evil.example' } }],
  ['the origin of a frame that is not said to be one', { clientData: { topOrigin: 'https://evil.example' } }],
];

/** What cannot be the id of a credential, nor be looked up as one. */
const NO_IDS = ['', ' ', 'AAA=', '!!!', 'é', '\u0000', 'AA\u0000', 'A'.repeat(1365), 'A'.repeat(15_000)];

describe('a login by passkey is refused', () => {
  const refuse = async (forged: Forgery) => expect(outcomeOf(await login(gatehouse.api, ada, forged))).toBe('REFUSED');

  test.each(FORGERIES)('a login by passkey is refused for %s', (_, forged) => refuse(forged));

  test('a login by passkey is refused for what was signed at a registration', () =>
    refuse({ clientData: { type: 'webauthn.create' } }));

  test('a login by passkey is refused for the handle of another user', async () => {
    const eve = await newUserWithPasskey(gatehouse);
    const [passkey] = await gatehouse.em.find(Passkey, { user: eve.user.id });
    await refuse({ userHandle: passkey?.userHandle ?? '' });
  });

  test('a login by passkey is refused without the handle of a user', () => refuse({ userHandle: null }));

  test('a login by passkey is refused for a passkey that can suddenly be on several devices', () =>
    refuse({ be: true }));

  test.each([
    ['signature', 68],
    ['authenticatorData', 37],
    ['clientDataJSON', 120],
  ] as const)('a login by passkey is refused for one bit flipped in the %s, wherever', async (part, length) => {
    const outcomes = new Set<string>();
    for (let at = 0; at < length; at += 4) {
      const { ceremonyId, options } = await startLogin(gatehouse.api);
      const credential = ada.authenticator.get(options);
      const response = { ...credential.response, [part]: flipBit(credential.response[part], at) };
      outcomes.add(outcomeOf(await complete(gatehouse.api, ceremonyId, { ...credential, response })));
    }
    expect([...outcomes]).toEqual(['REFUSED']);
  });

  test('a login by passkey is refused for one bit flipped in client data that says the same', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const credential = ada.authenticator.get(options, { clientData: { more: 'b' } });
    const { clientDataJSON } = credential.response;
    const at = Buffer.from(clientDataJSON, 'base64url').length - 3;
    const response = { ...credential.response, clientDataJSON: flipBit(clientDataJSON, at) };
    expect(JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())).toMatchObject({ more: 'c' });
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, { ...credential, response }))).toBe('REFUSED');
  });

  test('a login by passkey is refused for the signature of another passkey', async () => {
    const eve = await newUserWithPasskey(gatehouse);
    await refuse({ credentialId: eve.authenticator.credentialId, userHandle: null });
  });

  test('a login by passkey is refused for a credential that nobody has', async () => {
    const stranger = { authenticator: new SoftAuthenticator() };
    expect(outcomeOf(await login(gatehouse.api, stranger))).toBe('UNKNOWN_CREDENTIAL');
  });

  test.each(NO_IDS)('a login by passkey is refused for a credential with the id %j', async (id) => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const response = { ...ada.authenticator.get(options), id, rawId: id };
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, response))).toBe('REFUSED');
  });

  test.each([
    ['nothing', () => ({})],
    ['members of wrong types', () => ({ id: 5, rawId: [], type: null, response: 'x' })],
    ['no response in it', ({ id }: { id: string }) => ({ id, rawId: id, type: 'public-key' })],
    ['another type', (credential: object) => ({ ...credential, type: 'password' })],
    ['another raw id', (credential: object) => ({ ...credential, rawId: 'AAAA' })],
    [
      'authenticator data of one byte',
      (credential: { response: object }) => ({
        ...credential,
        response: { ...credential.response, authenticatorData: 'AA' },
      }),
    ],
    [
      'client data that is not JSON',
      (credential: { response: object }) => ({
        ...credential,
        response: { ...credential.response, clientDataJSON: 'AAAA' },
      }),
    ],
  ])('a login by passkey is refused for %s', async (_, forge) => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const forged = (forge as (credential: object) => object)(ada.authenticator.get(options));
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, forged))).toBe('REFUSED');
    expect(gatehouse.warnings()).toEqual([]);
  });

  test.each([
    ['a large object', 'BAD_USER_INPUT', { x: 'x'.repeat(40_000) }],
    ['a megabyte', 'BAD_REQUEST', { x: 'x'.repeat(1_000_000) }],
    ['a deep object', 'BAD_USER_INPUT', JSON.parse(`${'{"x":'.repeat(50)}1${'}'.repeat(50)}`)],
    ['a prototype', 'BAD_REQUEST', JSON.parse('{ "__proto__": { "id": "x" } }')],
  ])('a login by passkey is refused as a whole for %s', async (_, code, response) => {
    const { ceremonyId } = await startLogin(gatehouse.api);
    const input = { ceremonyId, response };
    expect(await gatehouse.api.refusedMutation('completePasskeyLogin', input)).toMatchObject({ code });
  });

  test('a login by passkey is refused for a prototype in the document', async () => {
    const { ceremonyId } = await startLogin(gatehouse.api);
    const input = `{ ceremonyId: "${ceremonyId}", response: { __proto__: { id: "x", rawId: "x", type: "public-key" } } }`;
    const query = `mutation { completePasskeyLogin(input: ${input}) { ... on InvalidPasskeyError { reason } } }`;
    expect((await gatehouse.api.send(query)).data.completePasskeyLogin).toEqual({ reason: 'REFUSED' });
  });
});

describe('a ceremony', () => {
  test('a ceremony is used up by the first response, whatever comes of it', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const outcomes = [];
    for (const forged of [{ up: false }, {}])
      outcomes.push(outcomeOf(await complete(gatehouse.api, ceremonyId, ada.authenticator.get(options, forged))));
    expect(outcomes).toEqual(['REFUSED', 'EXPIRED']);
  });

  test('a ceremony takes no response a second time', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const response = ada.authenticator.get(options);
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, response))).toBe('AuthPayload');
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, response))).toBe('EXPIRED');
  });

  test('a ceremony takes no response to another one', async () => {
    const [mine, other] = [await startLogin(gatehouse.api), await startLogin(gatehouse.api)];
    const response = ada.authenticator.get(mine.options);
    expect(outcomeOf(await complete(gatehouse.api, other.ceremonyId, response))).toBe('REFUSED');
  });

  test('a ceremony starts one session for twenty responses of the same moment', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const response = ada.authenticator.get(options);
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(gatehouse.api, ceremonyId, response)));
    expect(answers.map(outcomeOf).filter((outcome) => outcome === 'AuthPayload')).toHaveLength(1);
    expect(await gatehouse.em.count(Session, { user: ada.user.id, endedAt: null })).toBe(2);
  });

  test('a ceremony lasts for 5 minutes', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    gatehouse.clock.advance({ minutes: 5 });
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, ada.authenticator.get(options)))).toBe('EXPIRED');
  });

  test.each(['not an id', randomUUID()])('a ceremony is not %j', async (ceremonyId) => {
    expect(outcomeOf(await complete(gatehouse.api, ceremonyId, {}))).toBe('EXPIRED');
  });

  test('a ceremony of a registration or a confirmation completes no login', async () => {
    for (const field of ['startPasskeyRegistration', 'startPasskeyConfirmation']) {
      const { ceremonyId, options } = await start(gatehouse.api, field, ada.accessToken);
      const response = ada.authenticator.get({ rpId: 'localhost', ...options });
      expect(outcomeOf(await complete(gatehouse.api, ceremonyId, response))).toBe('EXPIRED');
    }
  });

  test('a ceremony of a login completes neither a registration nor a confirmation', async () => {
    const { ceremonyId, options } = await startLogin(gatehouse.api);
    const passkey = { ceremonyId, response: ada.authenticator.get(options) };
    expect(outcomeOf(await gatehouse.api.mutate('confirmIdentity', { passkey }, ada.accessToken))).toBe('EXPIRED');
    const added = await gatehouse.api.mutate('completePasskeyRegistration', passkey, ada.accessToken);
    expect(outcomeOf(added)).toBe('EXPIRED');
  });

  test('a ceremony of a confirmation completes no registration', async () => {
    const { options: wanted } = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyConfirmation', ada.accessToken);
    const response = new SoftAuthenticator().create({ ...wanted, challenge: options.challenge });
    const added = await gatehouse.api.mutate('completePasskeyRegistration', { ceremonyId, response }, ada.accessToken);
    expect(outcomeOf(added)).toBe('EXPIRED');
  });

  test('a ceremony of a registration confirms nobody', async () => {
    const { options: wanted } = await start(gatehouse.api, 'startPasskeyConfirmation', ada.accessToken);
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    const response = ada.authenticator.get({ ...wanted, challenge: options.challenge });
    const confirmed = await gatehouse.api.mutate(
      'confirmIdentity',
      { passkey: { ceremonyId, response } },
      ada.accessToken,
    );
    expect(outcomeOf(confirmed)).toBe('EXPIRED');
  });

  test('a ceremony of a user is not used up by anyone else, nor in another session', async () => {
    const eve = await gatehouse.api.newUser();
    const again = await gatehouse.api.login(ada.user);
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyConfirmation', ada.accessToken);
    const confirm = (token: string) =>
      gatehouse.api.mutate(
        'confirmIdentity',
        { passkey: { ceremonyId, response: ada.authenticator.get(options) } },
        token,
      );
    for (const token of [eve.accessToken, again.accessToken]) expect(outcomeOf(await confirm(token))).toBe('EXPIRED');
    expect(outcomeOf(await confirm(ada.accessToken))).toBe('IdentityConfirmation');
  });
});

describe('the counter of a passkey', () => {
  /** A login when the counter was at one value before, and is at another one now. */
  const loginAfter = async (before: number, counter: number, isSynced: boolean) => {
    const passkey = await newUserWithPasskey(gatehouse, { counter: before, isSynced });
    return outcomeOf(await login(gatehouse.api, passkey, { counter }));
  };
  const warned = () => gatehouse.warnings().some(({ msg }) => msg === 'the counter of a passkey has not increased');
  beforeEach(() => gatehouse.log.splice(0));

  test.each([
    [0, 0],
    [0, 1],
    [5, 6],
  ])('the counter of a passkey may go from %i to %i', async (before, now) => {
    for (const isSynced of [true, false]) expect(await loginAfter(before, now, isSynced)).toBe('AuthPayload');
    expect(warned()).toBe(false);
  });

  test.each([
    [5, 5],
    [5, 4],
  ])('the counter of a passkey of one device may not go from %i to %i', async (before, now) => {
    expect(await loginAfter(before, now, false)).toBe('REFUSED');
    expect(warned()).toBe(true);
  });

  test.each([
    [5, 5],
    [5, 4],
  ])('the counter of a synced passkey may go from %i to %i, which is logged', async (before, now) => {
    expect(await loginAfter(before, now, true)).toBe('AuthPayload');
    expect(warned()).toBe(true);
  });

  test('the counter of a passkey is the highest that was seen', async () => {
    const eve = await newUserWithPasskey(gatehouse, { counter: 5 });
    const outcomes = [];
    for (const counter of [7, 0, 6, 8]) outcomes.push(outcomeOf(await login(gatehouse.api, eve, { counter })));
    expect(outcomes).toEqual(['AuthPayload', 'AuthPayload', 'REFUSED', 'AuthPayload']);
  });
});

describe('a new passkey is refused', () => {
  const refuse = async (forged: Forgery, authenticator = new SoftAuthenticator()) => {
    expect(outcomeOf(await register(gatehouse.api, ada.accessToken, authenticator, forged))).toBe('REFUSED');
    expect(await gatehouse.em.count(Passkey, { user: ada.user.id })).toBe(1);
  };

  test.each(FORGERIES)('a new passkey is refused for %s', (_, forged) => refuse(forged));

  test('a new passkey is refused without user verification', () => refuse({ uv: false }));

  test('a new passkey is refused for what was signed at a login', () =>
    refuse({ clientData: { type: 'webauthn.get' } }));

  test('a new passkey is refused with an algorithm that was not offered', () =>
    refuse({}, new SoftAuthenticator({ algorithm: -35 })));

  test.each(['packed', 'apple', 'android-key', 'tpm', 'fido-u2f', 'made up'])(
    'a new passkey is refused with a certificate of the format %s, without looking at it',
    async (format) => {
      const statement = new Map([
        ['x5c', cbor(1)],
        ['sig', cbor(1)],
      ]);
      gatehouse.log.splice(0);
      await refuse({ attestation: [format, statement] });
      expect(gatehouse.log.join('')).toContain('an attestation was not asked for');
    },
  );

  test.each([0, 1, 20, 100])('a new passkey is refused whose CBOR ends after %i bytes', async (length) => {
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    const credential = new SoftAuthenticator().create(options);
    const bytes = Buffer.from(credential.response.attestationObject, 'base64url').subarray(0, length);
    const response = { ...credential.response, attestationObject: bytes.toString('base64url') };
    const input = { ceremonyId, response: { ...credential, response } };
    expect(outcomeOf(await gatehouse.api.mutate('completePasskeyRegistration', input, ada.accessToken))).toBe(
      'REFUSED',
    );
  });

  test.each([0, 1024, 2000])('a new passkey is refused whose id has %i bytes', (length) =>
    refuse({ credentialId: Buffer.alloc(length, 7) }),
  );

  test('a new passkey may have an id of 1023 bytes', async () => {
    const credentialId = Buffer.alloc(1023, ada.authenticator.credentialId);
    const authenticator = new SoftAuthenticator();
    expect(outcomeOf(await register(gatehouse.api, ada.accessToken, authenticator, { credentialId }))).toBe(
      'PasskeyPayload',
    );
    expect(outcomeOf(await login(gatehouse.api, { authenticator }, { credentialId }))).toBe('AuthPayload');
  });

  test.each([...NO_IDS, 'AAAA'])('a new passkey is refused that is not the one with the id %j', async (id) => {
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    const response = { ...new SoftAuthenticator().create(options), id, rawId: id };
    const input = { ceremonyId, response };
    expect(outcomeOf(await gatehouse.api.mutate('completePasskeyRegistration', input, ada.accessToken))).toBe(
      'REFUSED',
    );
  });

  test('a new passkey is refused if another account has it, without a hint whose', async () => {
    const eve = await gatehouse.api.newUser();
    const [passkey] = await gatehouse.em.find(Passkey, { user: ada.user.id });
    const credentialId = Buffer.from(passkey?.credentialId ?? '', 'base64url');
    const taken = [eve, ada].map(({ accessToken }) =>
      register(gatehouse.api, accessToken, new SoftAuthenticator(), { credentialId }),
    );
    const [forEve, forAda] = await Promise.all(taken);
    expect(forEve).toMatchObject({ code: 'PASSKEY_TAKEN' });
    expect(forAda).toEqual(forEve);
  });

  test('a new passkey is refused by all but one of several accounts at the same moment', async () => {
    const users = await Promise.all([1, 2, 3, 4].map(() => gatehouse.api.newUser()));
    const credentialId = Buffer.from(randomUUID());
    const answers = await Promise.all(
      users.map(({ accessToken }) => register(gatehouse.api, accessToken, new SoftAuthenticator(), { credentialId })),
    );
    expect(answers.map(outcomeOf).sort()).toEqual([...Array(3).fill('PASSKEY_TAKEN'), 'PasskeyPayload']);
  });

  test('a new passkey is refused in a session that ended meanwhile', async () => {
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', ada.accessToken);
    await gatehouse.api.logout({ token: ada.accessToken });
    const input = { ceremonyId, response: new SoftAuthenticator().create(options) };
    const refused = await gatehouse.api.refusedMutation('completePasskeyRegistration', input, ada.accessToken);
    expect(refused).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('someone with a stolen session adds no passkey', () => {
  const refusal = (token: string) => start(gatehouse.api, 'startPasskeyRegistration', token);

  test('someone with a stolen session adds no passkey if the login was long ago', async () => {
    gatehouse.clock.advance({ minutes: 11 });
    await expect(refusal(ada.accessToken)).rejects.toThrow('REAUTHENTICATION_REQUIRED');
  });

  /** Somebody with an app and a passkey, one of whose two sessions has proven the password only. */
  const newVictim = async () => {
    const eve = await addPasskey(gatehouse, await newUserWithApp(gatehouse));
    const own = await login(gatehouse.api, eve);
    const proof = { assuranceLevel: AssuranceLevel.AAL1, methods: [AuthenticationMethod.PASSWORD] };
    await gatehouse.em.nativeUpdate(Session, eve.session.id, proof);
    return { own, user: eve.user, stolen: await gatehouse.api.refresh(eve.refreshToken) };
  };

  test('someone with a stolen session adds no passkey if only one factor was proven of two', async () => {
    const { stolen } = await newVictim();
    await expect(refusal(stolen.accessToken)).rejects.toThrow('REAUTHENTICATION_REQUIRED');
  });

  test('someone with a stolen session adds no passkey by what the user has begun in another one', async () => {
    const { own, user, stolen } = await newVictim();
    const { ceremonyId, options } = await start(gatehouse.api, 'startPasskeyRegistration', own.accessToken);
    const input = { ceremonyId, response: new SoftAuthenticator().create(options) };
    const added = await gatehouse.api.mutate('completePasskeyRegistration', input, stolen.accessToken);
    expect([outcomeOf(added), await gatehouse.em.count(Passkey, { user: user.id })]).toEqual(['EXPIRED', 1]);
  });
});
