import type { SignedIn } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const SESSIONS = `query ($first: Int, $after: String, $last: Int, $before: String) {
  me { sessions(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id isCurrent userAgent ipAddress createdAt lastUsedAt } }
  } }
}`;

let ada: SignedIn;
let devices: string[];
beforeEach(async () => {
  ada = await gatehouse.api.newUser();
  devices = [ada.session.id];
  for (const userAgent of ['phone', 'tablet', 'watch']) {
    gatehouse.clock.advance({ seconds: 1 });
    const { session } = await gatehouse.api.login(ada.user, { headers: { 'user-agent': userAgent } });
    devices.unshift(session.id);
  }
});

async function sessions(variables = {}, token = ada.accessToken) {
  const { data, errors } = await gatehouse.api.send(SESSIONS, variables, { token });
  expect(errors).toBeUndefined();
  return data.me.sessions;
}

const ids = ({ edges }: { edges: Array<{ node: { id: string } }> }) => edges.map(({ node }) => node.id);

describe('sessions', () => {
  test('sessions are listed newest first, with the current one marked', async () => {
    const { edges, totalCount } = await sessions();
    expect([ids({ edges }), totalCount]).toEqual([devices, 4]);
    expect(edges.map(({ node }: { node: { isCurrent: boolean } }) => node.isCurrent)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(edges[0].node).toMatchObject({ userAgent: 'watch', ipAddress: '127.0.0.1', lastUsedAt: expect.any(String) });
  });

  test('sessions are listed in pages, forward', async () => {
    const first = await sessions({ first: 3 });
    expect([ids(first), first.pageInfo.hasNextPage]).toEqual([devices.slice(0, 3), true]);
    const rest = await sessions({ first: 3, after: first.pageInfo.endCursor });
    expect([ids(rest), rest.pageInfo.hasNextPage, rest.pageInfo.hasPreviousPage]).toEqual([
      devices.slice(3),
      false,
      true,
    ]);
  });

  test('sessions are listed in pages, backward', async () => {
    const last = await sessions({ last: 3 });
    expect([ids(last), last.pageInfo.hasPreviousPage]).toEqual([devices.slice(1), true]);
    expect(ids(await sessions({ last: 3, before: last.pageInfo.startCursor }))).toEqual(devices.slice(0, 1));
  });

  test.each([
    { first: 0 },
    { first: -1 },
    { first: 101 },
    { first: 1, last: 1 },
    { after: 'garbage' },
    { after: 'WyJ4Il0' },
    { after: 'WzEsMl0' },
    { after: 'WyIrMjc1NzYwLTA5LTEzVDAwOjAwOjAwLjAwMFoiLCIwMDAwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ' },
    { after: 'WyJhIiwiYiJd' },
    { before: 'WyIyMDI2LTAxLTAxIiwieCJd' },
  ])('the list of sessions rejects %j', async (variables) => {
    const { errors } = await gatehouse.api.send(SESSIONS, variables, { token: ada.accessToken });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('sessions that have ended or expired are not listed', async () => {
    await gatehouse.api.mutate('revokeSession', { sessionId: devices[0] }, ada.accessToken);
    expect(ids(await sessions())).toEqual(devices.slice(1));
    gatehouse.clock.advance({ days: 31 });
    const { accessToken, session } = await gatehouse.api.login(ada.user);
    expect(ids(await sessions({}, accessToken))).toEqual([session.id]);
  });
});

describe('revokeSession', () => {
  test('revokeSession signs out another device: its access and refresh tokens are rejected', async () => {
    const phone = await gatehouse.api.login(ada.user);
    const answer = await gatehouse.api.mutate('revokeSession', { sessionId: phone.session.id }, ada.accessToken);
    expect(answer).toEqual({ __typename: 'RevokeSessionPayload', revokedSessionId: phone.session.id });
    expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect((await gatehouse.api.refresh(phone.refreshToken)).code).toBe('INVALID_REFRESH_TOKEN');
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });

  test('revokeSession reports other users’ sessions, ended ones and nonsense as unknown', async () => {
    const bob = await gatehouse.api.newUser();
    await gatehouse.api.mutate('revokeSession', { sessionId: devices[0] }, ada.accessToken);
    for (const sessionId of [bob.session.id, devices[0], 'nonsense']) {
      const { code } = await gatehouse.api.mutate('revokeSession', { sessionId }, ada.accessToken);
      expect(code).toBe('SESSION_NOT_FOUND');
    }
    expect(await gatehouse.api.refusal(bob.accessToken)).toBeUndefined();
  });
});

describe('the sessions of other users', () => {
  const VERIFY = `mutation ($input: VerifyEmailInput!) {
    verifyEmail(input: $input) { ... on AccountPayload { user { sessions { totalCount } } } }
  }`;

  test('the sessions of a user are not shown to anyone who redeems their emailed token while signed in', async () => {
    const { user } = await gatehouse.api.newUser();
    const input = { token: await gatehouse.mailedToken(user.email) };
    const { data, errors } = await gatehouse.api.send(VERIFY, { input }, { token: ada.accessToken });
    expect(errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect(data.verifyEmail.user.sessions).toBeNull();
  });
});
