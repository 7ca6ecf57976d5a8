import { User } from '../../src/users/user.entity.js';
import { begin, linkIdentity, outcomeOf, socialLogin, somebody, useSocial } from '../support/social.js';

describe('limits', () => {
  const { gatehouse, one } = useSocial({
    rateLimitsDisabled: false,
    socialLoginsPerAddressPerHour: 4,
    loginFailuresPerAddressPerHour: 2,
    trustProxy: '127.0.0.1',
  });
  const start = (address: string) => gatehouse.api.at(address).mutate('startSocialLogin', { provider: 'one' });

  test('logins at providers that an address begins are limited', async () => {
    for (let count = 0; count < 4; count += 1) await start('198.51.100.1');
    expect((await start('198.51.100.1')).code).toBe('TOO_MANY_ATTEMPTS');
    expect(outcomeOf(await start('198.51.100.2'))).toBe('SocialLoginStart');
  });

  test('logins at providers that fail are limited for an address, and those that succeed are not counted', async () => {
    const api = gatehouse.api.at('198.51.100.3');
    const guess = () => api.mutate('completeSocialLogin', { callbackUrl: '?state=guessed', flowToken: 'guessed' });
    one.answerFor(somebody());
    const { callbackUrl, flowToken } = await begin(api, one);
    await api.mutate('completeSocialLogin', { callbackUrl, flowToken });
    expect([outcomeOf(await guess()), outcomeOf(await guess())]).toEqual(['EXPIRED', 'EXPIRED']);
    expect(outcomeOf(await guess())).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('where email addresses must be verified', () => {
  const { gatehouse, one } = useSocial({ requireVerifiedEmail: true });

  test('the address that a provider has verified needs no other proof', async () => {
    expect(outcomeOf(await socialLogin(gatehouse.api, one, somebody()))).toBe('AuthPayload');
  });

  test('an unverified account is not signed in to by a provider that is linked', async () => {
    const person = somebody();
    const { user } = await socialLogin(gatehouse.api, one, person);
    await gatehouse.em.nativeUpdate(User, user.id, { emailVerifiedAt: null });
    expect(outcomeOf(await socialLogin(gatehouse.api, one, person))).toBe('EMAIL_NOT_VERIFIED');
  });
});

describe('the first administrator', () => {
  const adminEmail = 'owner@example.com';
  const { gatehouse, one } = useSocial({ adminEmail });

  test('the owner of ADMIN_EMAIL becomes the administrator by a provider that has verified it', async () => {
    expect((await socialLogin(gatehouse.api, one, somebody())).user.role).toBe('USER');
    const owner = somebody({ email: adminEmail });
    expect((await socialLogin(gatehouse.api, one, owner)).user.role).toBe('ADMIN');
  });

  test('nobody becomes the administrator by linking an account at a provider with ADMIN_EMAIL', async () => {
    const eve = await gatehouse.newVerifiedUser();
    await linkIdentity(gatehouse.api, one, eve, somebody({ email: adminEmail }));
    expect((await gatehouse.em.findOneOrFail(User, eve.user.id)).role).toBe('USER');
  });
});
