import jwt from 'jsonwebtoken';
import { Identity } from '../../src/credentials/social/social.entities.js';
import { EmailLogin } from '../../src/mail/mail.entities.js';
import { AuditEvent, AuditEventKind, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { someEmail } from '../support/api-client.js';
import { requestEmailLogin } from '../support/email-login.js';
import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';
import { addPasskey, login as loginByPasskey, outcomeOf } from '../support/passkeys.js';
import { addApp, newUserWithApp } from '../support/second-factor.js';

const textOf = async (gatehouse: Gatehouse, email: string) => {
  await gatehouse.api.mutate('requestEmailLogin', { email });
  await gatehouse.app.deliverMail();
  return gatehouse.mail.to(email).at(-1)?.text ?? '';
};

describe('a login by email', () => {
  const gatehouse = useGatehouse({ emailLogin: 'both' });
  const request = (email: string) => requestEmailLogin(gatehouse, email);
  const complete = (input: object) => gatehouse.api.mutate('completeEmailLogin', input);
  const events = (kind: AuditEventKind, subjectId: string | null, outcome = AuditOutcome.SUCCESS) =>
    gatehouse.em.count(AuditEvent, { kind, subjectId, outcome });

  test.each(['code', 'token'] as const)('a user logs in by the %s of an email', async (field) => {
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken, ...sent } = await request(user.email);
    const { session, accessToken, ...result } = await complete({ flowToken, [field]: sent[field] });
    expect(result).toMatchObject({ __typename: 'AuthPayload', user: { id: user.id } });
    expect(session).toMatchObject({ assuranceLevel: 'AAL1', methods: ['EMAIL_CODE'] });
    expect(jwt.decode(accessToken)).toMatchObject({ acr: 'aal1', amr: ['email'] });
  });

  test.each([
    ['in two groups', (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`],
    ['with a hyphen', (code: string) => ` ${code.slice(0, 4)}-${code.slice(4)}\n`],
    ['in full-width digits', (code: string) => code.replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)))],
  ])('a code can be entered %s', async (_, spell) => {
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken, code } = await request(user.email);
    expect((await complete({ flowToken, code: spell(code) })).__typename).toBe('AuthPayload');
  });

  test('a user with a second factor has to prove it after the code of an email', async () => {
    const ada = await newUserWithApp(gatehouse);
    const { flowToken, code } = await request(ada.user.email);
    const { challengeToken, ...result } = await complete({ flowToken, code });
    expect(result).toMatchObject({ code: 'SECOND_FACTOR_REQUIRED', methods: ['TOTP', 'RECOVERY_CODE'] });
    expect(await events(AuditEventKind.LOGIN, ada.user.id)).toBe(0);
    const { session } = await gatehouse.api.mutate('completeLogin', { challengeToken, totpCode: ada.code() });
    expect(session).toMatchObject({ assuranceLevel: 'AAL2', methods: ['EMAIL_CODE', 'TOTP'] });
  });

  test('a login by email is on record, and so is the request for the email', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    const before = await events(AuditEventKind.EMAIL_LOGIN_REQUESTED, null);
    const { flowToken, code } = await request(user.email);
    await complete({ flowToken, code });
    expect(await events(AuditEventKind.EMAIL_LOGIN_REQUESTED, null)).toBe(before + 1);
    expect(await events(AuditEventKind.LOGIN, user.id)).toBe(1);
  });

  test('a wrong code is on record as a failed login', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken } = await request(user.email);
    expect((await complete({ flowToken, code: '1' })).code).toBe('WRONG_CODE');
    expect(await events(AuditEventKind.LOGIN, user.id, AuditOutcome.FAILURE)).toBe(1);
  });

  test('a deactivated user is sent no email to log in by', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    await gatehouse.em.nativeUpdate(User, user.id, { deactivatedAt: gatehouse.clock.now() });
    const { token } = await request(user.email);
    expect(token).toBe('no mail with a token');
  });

  test('a user who is deactivated after the email was sent learns that by the right code', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken, code } = await request(user.email);
    await gatehouse.em.nativeUpdate(User, user.id, { deactivatedAt: gatehouse.clock.now() });
    expect((await complete({ flowToken, code })).code).toBe('ACCOUNT_DEACTIVATED');
  });

  test('an email to log in by that has to be sent again contains the same code', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken } = await gatehouse.api.mutate('requestEmailLogin', { email: user.email });
    gatehouse.mail.refusals.DATA = '451 try again';
    await gatehouse.app.deliverMail();
    delete gatehouse.mail.refusals.DATA;
    gatehouse.clock.advance({ seconds: 30 });
    await gatehouse.app.deliverMail();
    const code = gatehouse.mail.code(user.email);
    expect((await complete({ flowToken, code })).__typename).toBe('AuthPayload');
  });

  test('an email to log in by that is sent too late is not sent', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    await gatehouse.app.deliverMail();
    const before = gatehouse.mail.to(user.email).length;
    await gatehouse.api.mutate('requestEmailLogin', { email: user.email });
    gatehouse.clock.advance({ minutes: 10 });
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(user.email)).toHaveLength(before);
  });

  describe('into an account whose address was not verified', () => {
    const unverified = async () => {
      const ada = await gatehouse.api.newUser();
      const login = async () => {
        const { flowToken, code } = await request(ada.user.email);
        return complete({ flowToken, code });
      };
      return { ada, login };
    };

    test('a login by email verifies the address', async () => {
      const { ada, login } = await unverified();
      const { accessToken } = await login();
      const { emailVerifiedAt } = (await gatehouse.api.me({ token: accessToken })).data.me;
      expect(emailVerifiedAt).toBe(gatehouse.clock.now().toISOString());
      expect(await events(AuditEventKind.EMAIL_VERIFIED, ada.user.id)).toBe(1);
    });

    test('a login by email takes the account from a stranger who registered the address: password, session and tokens', async () => {
      const { ada, login } = await unverified();
      await gatehouse.api.mutate('requestPasswordReset', { email: ada.user.email });
      const token = await gatehouse.mailedToken(ada.user.email);
      await login();
      expect((await gatehouse.api.login(ada.user)).code).toBe('INVALID_CREDENTIALS');
      expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
      const reset = await gatehouse.api.mutate('resetPassword', { token, newPassword: 'a whole new password' });
      expect(reset.code).toBe('INVALID_MAIL_TOKEN');
    });

    test('a login by email takes a passkey from a stranger who registered the address', async () => {
      const { ada, login } = await unverified();
      const stranger = await addPasskey(gatehouse, ada);
      expect((await login()).__typename).toBe('AuthPayload');
      expect(outcomeOf(await loginByPasskey(gatehouse.api, stranger))).toBe('UNKNOWN_CREDENTIAL');
    });

    test('a login by email takes an account at another provider from a stranger who registered the address', async () => {
      const { ada, login } = await unverified();
      const linked = { issuer: 'https://accounts.google.com', subject: crypto.randomUUID(), createdAt: new Date() };
      await gatehouse.em.insert(Identity, { id: crypto.randomUUID(), user: ada.user.id, ...linked });
      await login();
      expect(await gatehouse.em.count(Identity, { user: ada.user.id })).toBe(0);
    });

    test('a login by email is not kept out by the authenticator app of a stranger', async () => {
      const { ada, login } = await unverified();
      await addApp(gatehouse, ada);
      expect((await login()).__typename).toBe('AuthPayload');
    });

    test('a login by email leaves the password to a user whom an operator or administrator has created', async () => {
      const { ada, login } = await unverified();
      await gatehouse.em.nativeUpdate(User, ada.user.id, { selfRegistered: false });
      await login();
      expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
      expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
    });
  });

  test('a login by email leaves the password to a user whose address was verified', async () => {
    const ada = await gatehouse.newVerifiedUser();
    const { flowToken, code } = await request(ada.user.email);
    await complete({ flowToken, code });
    expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
    expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
  });
});

describe('a login by email where addresses must be verified', () => {
  const gatehouse = useGatehouse({ emailLogin: 'code', requireVerifiedEmail: true });

  test('a login by email needs no verification before it', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email });
    const { flowToken, code } = await requestEmailLogin(gatehouse, email);
    expect((await gatehouse.api.mutate('completeEmailLogin', { flowToken, code })).__typename).toBe('AuthPayload');
  });
});

describe('what an email to log in by contains', () => {
  const link = /\/email-login\?token=[\w-]{43}\n/;
  const code = /code: \d{8}\n/;

  describe('with EMAIL_LOGIN=code', () => {
    const gatehouse = useGatehouse({ emailLogin: 'code' });

    test('an email has a code alone with EMAIL_LOGIN=code', async () => {
      const text = await textOf(gatehouse, (await gatehouse.newVerifiedUser()).user.email);
      expect([code.test(text), link.test(text)]).toEqual([true, false]);
      expect(text).toContain('The code is valid for 10 minutes.');
    });
  });

  describe('with EMAIL_LOGIN=link', () => {
    const gatehouse = useGatehouse({ emailLogin: 'link' });

    test('an email has a link alone with EMAIL_LOGIN=link', async () => {
      const text = await textOf(gatehouse, (await gatehouse.newVerifiedUser()).user.email);
      expect([code.test(text), link.test(text), text.includes('enter this code')]).toEqual([false, true, false]);
    });

    test('no code signs in with EMAIL_LOGIN=link, not even the one that could have been sent', async () => {
      const { user } = await gatehouse.newVerifiedUser();
      const { flowToken } = await requestEmailLogin(gatehouse, user.email);
      const tried = await gatehouse.api.mutate('completeEmailLogin', { flowToken, code: '00000000' });
      expect([tried.code, await gatehouse.em.count(EmailLogin, { codeDigest: { $ne: null } })]).toEqual([
        'WRONG_CODE',
        0,
      ]);
    });
  });

  describe('with EMAIL_LOGIN=both', () => {
    const gatehouse = useGatehouse({ emailLogin: 'both' });

    test('an email has a link and a code with EMAIL_LOGIN=both', async () => {
      const text = await textOf(gatehouse, (await gatehouse.newVerifiedUser()).user.email);
      expect([code.test(text), link.test(text)]).toEqual([true, true]);
    });
  });
});

describe('a server without login by email', () => {
  const gatehouse = useGatehouse();

  test('a server offers no login by email unless it is told to', async () => {
    const { features } = (await gatehouse.api.send('{ serverInfo { features } }')).data.serverInfo;
    expect(features.filter((feature: string) => feature.startsWith('EMAIL_LOGIN'))).toEqual([]);
    const { user } = await gatehouse.newVerifiedUser();
    expect((await gatehouse.api.mutate('requestEmailLogin', { email: user.email })).code).toBe('MAIL_UNAVAILABLE');
  });

  test('a code that was sent before login by email was switched off does not sign in', async () => {
    await gatehouse.restart({ emailLogin: 'both' });
    const { user } = await gatehouse.newVerifiedUser();
    const { flowToken, code } = await requestEmailLogin(gatehouse, user.email);
    await gatehouse.restart();
    const refused = await gatehouse.api.mutate('completeEmailLogin', { flowToken, code });
    expect(refused).toMatchObject({ code: 'INVALID_MAIL_TOKEN', reason: 'UNKNOWN' });
  });
});
