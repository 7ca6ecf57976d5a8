import { randomUUID } from 'node:crypto';
import { newKey } from '../support/keys.js';
import { TokenForge } from '../support/token-forge.js';

const forge = new TokenForge(newKey('ES256'));
const { tokens, claims, now } = forge;
const { issuedAt, expiresAt } = claims;
const machine = {
  sub: randomUUID(),
  clientId: randomUUID(),
  sid: randomUUID(),
  jti: randomUUID(),
  scope: 'USERS_READ',
  issuedAt,
  expiresAt,
};

/** What a machine's token says, which is not what a user's does. */
const { sub, clientId: client_id, sid, jti, scope } = machine;
const users = { role: undefined, acr: undefined, amr: undefined, auth_time: undefined };
const payload = { ...users, sub, client_id, sid, jti, scope };
const answer = (more: object, header = {}) =>
  tokens.verifyAny(forge.token({ payload: { ...payload, ...more }, header }));

test('a machine’s token is verified to the claims it was signed with', () => {
  expect(tokens.verifyAny(tokens.signForMachine(machine))).toEqual(machine);
  expect(answer({})).toEqual(machine);
});

test('a machine’s token does not pass where only a user’s does', () => {
  const token = tokens.signForMachine(machine);
  expect([tokens.verify(token), tokens.sessionIdOf(token)]).toEqual(['TOKEN_INVALID', undefined]);
});

test('a user’s token is verified as a user’s', () => {
  expect(tokens.verifyAny(tokens.sign(claims))).toEqual(claims);
});

test.each([
  [{ sub: 'billing' }],
  [{ client_id: 'billing' }],
  [{ client_id: null }],
  [{ sid: undefined }],
  [{ jti: undefined }],
  [{ scope: undefined }],
  [{ scope: ['USERS_READ'] }],
  [{ iat: undefined }],
  [{ exp: undefined }],
  [{ iss: 'another' }],
  [{ aud: 'another' }],
])('a machine’s token is refused with %j', (more) => {
  expect(answer(more)).toBe('TOKEN_INVALID');
});

test.each([{ typ: 'JWT' }, { kid: 'another' }, { crit: ['b64'] }])(
  'a machine’s token is refused with the header %j',
  (header) => {
    expect(answer({}, header)).toBe('TOKEN_INVALID');
  },
);

test('a machine’s token is refused once it has expired', () => {
  expect(answer({ exp: now - 1 })).toBe('TOKEN_EXPIRED');
});

test('a user’s claims do not make a user of a machine, nor a client_id a machine of a user’s token', () => {
  const { role } = claims;
  expect(answer({ role, auth_time: now })).toEqual(machine);
  expect(tokens.verify(forge.token({ payload: { client_id } }))).toEqual('TOKEN_INVALID');
});
