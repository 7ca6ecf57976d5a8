import { globSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { Session } from '../../src/sessions/session.entity.js';
import { PASSWORD } from '../support/api-client.js';
import { requestEmailLogin } from '../support/email-login.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addPasskey, login as loginByPasskey, signUp } from '../support/passkeys.js';
import { challengeOf, newUserWithApp, type WithApp } from '../support/second-factor.js';

const gatehouse = useGatehouse({ emailLogin: 'both' });
const mutations = Object.values(
  buildSchema(readFileSync('schema.graphql', 'utf8')).getMutationType()?.getFields() ?? {},
);

/** Whether anything that the mutation returns brings an access token. */
function bringsToken({ type }: GraphQLField<unknown, unknown>): boolean {
  const result = getNamedType(type);
  const members = isUnionType(result) ? result.getTypes() : [result].filter(isObjectType);
  return members.some((member: GraphQLObjectType) => 'accessToken' in member.getFields());
}

/** How somebody tries to get in who has one factor, and all that it leads to, but no second one. */
const ATTEMPTS: Record<string, (ada: WithApp) => Promise<unknown>> = {
  register: ({ user: { email } }) => gatehouse.api.register({ email }),
  registerWithPasskey: async ({ user: { email } }) => signUp(gatehouse.api, email),
  login: ({ user }) => gatehouse.api.login(user),
  completeLogin: async (ada) =>
    gatehouse.api.mutate('completeLogin', { challengeToken: await challengeOf(gatehouse, ada), totpCode: '000000' }),
  completePasskeyLogin: async (ada) => loginByPasskey(gatehouse.api, await addPasskey(gatehouse, ada), { uv: false }),
  completeEmailLogin: async ({ user: { email } }) => {
    const { flowToken, code } = await requestEmailLogin(gatehouse, email);
    return gatehouse.api.mutate('completeEmailLogin', { flowToken, code });
  },
  refreshToken: async (ada) => gatehouse.api.refresh(await challengeOf(gatehouse, ada)),
  changePassword: async (ada) => {
    const input = { currentPassword: PASSWORD, newPassword: 'a whole new password' };
    return gatehouse.api.refusedMutation('changePassword', input, await challengeOf(gatehouse, ada));
  },
  confirmTotpEnrollment: async (ada) => {
    const input = { enrollmentId: crypto.randomUUID(), code: '000000' };
    return gatehouse.api.refusedMutation('confirmTotpEnrollment', input, await challengeOf(gatehouse, ada));
  },
  confirmIdentity: async (ada) =>
    gatehouse.api.refusedMutation('confirmIdentity', { password: PASSWORD }, await challengeOf(gatehouse, ada)),
};

/** For these it takes a provider (test/accounts/social-login.api.test.ts), or nobody signs in. */
const OTHERS = ['completeSocialLogin', 'loginWithIdToken', 'exchangeApiKey'];

describe('a user with a second factor', () => {
  test('these tests try every mutation that returns tokens with a user who has a second factor', () => {
    expect([...Object.keys(ATTEMPTS), ...OTHERS].sort()).toEqual(
      mutations
        .filter(bringsToken)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test.each(Object.keys(ATTEMPTS))('a user gets no session without their second factor from %s', async (name) => {
    const ada = await newUserWithApp(gatehouse);
    const sessions = () => gatehouse.em.count(Session, { user: ada.user.id, endedAt: null });
    const before = await sessions();
    const outcome = await ATTEMPTS[name]?.(ada);
    expect(outcome).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
    expect(outcome).not.toHaveProperty('accessToken');
    expect(await sessions()).toBe(before);
  });
});

test('sessions are started in one place', () => {
  const files = globSync('src/**/*.ts').filter((file) =>
    /sessionTokens\.start\(|sessions\.tokens\.start\(|create\(Session,/.test(readFileSync(file, 'utf8')),
  );
  expect(files.sort()).toEqual(['src/credentials/sign-in.ts', 'src/sessions/session-tokens.ts']);
});
