import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { ApiClient, PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { signUp } from '../support/passkeys.js';

const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });

const LOCALE = '{ me { locale } }';
const localeOf = async ({ accessToken: token }: SignedIn) =>
  (await gatehouse.api.send(LOCALE, {}, { token })).data.me.locale;
const register = (input: object, language?: string) =>
  gatehouse.api.register(
    { email: someEmail(), ...input },
    { headers: language ? { 'accept-language': language } : {} },
  );

/** The last email to an address, once all were sent. */
async function lastMail(address: string) {
  await gatehouse.app.deliverMail();
  return gatehouse.mail.to(address).at(-1);
}

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  __typename ... on AccountPayload { user { username locale } }
  ... on InvalidInputError { fieldErrors { field code } }
} }`;
const update = async ({ accessToken: token }: SignedIn, input: object) =>
  (await gatehouse.api.send(UPDATE, { input }, { token })).data.updateProfile;

describe('the language of a user', () => {
  test('the language of a user is that of their browser when they register', async () => {
    expect(await localeOf(await register({}, 'nl, de-CH;q=0.9, en;q=0.8'))).toBe('de-CH');
  });

  test('the language of a user is that of their browser when they sign up by a passkey', async () => {
    const browser = new ApiClient(gatehouse.app.server, { 'accept-language': 'nl, de-CH;q=0.9' });
    expect(await localeOf(await signUp(browser, someEmail()))).toBe('de-CH');
  });

  test('the language of a user is unknown if the browser names none that there are emails in', async () => {
    expect([await localeOf(await register({}, 'nl')), await localeOf(await register({}))]).toEqual([null, null]);
  });

  test('the language of a user is the one they register with, whatever their browser says', async () => {
    expect(await localeOf(await register({ locale: 'PT-br' }, 'de'))).toBe('pt-BR');
  });

  test('the language can be changed and removed in the profile, and the username stays', async () => {
    const ada = await register({ username: `ada${Date.now() % 1e6}` });
    const { user } = await update(ada, { locale: 'fr-ca' });
    expect(user).toEqual({ username: expect.stringContaining('ada'), locale: 'fr-CA' });
    expect((await update(ada, { locale: null })).user.locale).toBeNull();
  });

  test.each(['de_CH', '<b>', 'x'.repeat(10_000), 'en\r\nBcc: a@b', '\u202een'])(
    '%j is rejected as a language',
    async (locale) => {
      const fieldErrors = [{ field: 'locale', code: 'NOT_A_LOCALE' }];
      expect(await update(await gatehouse.api.newUser(), { locale })).toMatchObject({ fieldErrors });
      expect(await register({ locale })).toMatchObject({ fieldErrors: [expect.objectContaining(fieldErrors[0])] });
    },
  );
});

describe('emails', () => {
  test('an email is in the language of its recipient, and says so in a header', async () => {
    const { user } = await register({}, 'de');
    const mail = await lastMail(user.email);
    expect(mail?.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse');
    expect(mail?.headers.find(({ key }) => key === 'content-language')?.value).toBe('de');
    expect(mail?.html).toContain('<html lang="de">');
  });

  test('an email is in the language of its recipient, not in that of a stranger who requests it', async () => {
    const { user } = await register({ locale: 'ja' });
    const options = { headers: { 'accept-language': 'fr' } };
    const query =
      'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }';
    await gatehouse.api.send(query, { input: { email: user.email } }, options);
    expect((await lastMail(user.email))?.subject).toBe('パスワードの再設定');
  });

  test('an email says that it was generated, so that no vacation responder replies', async () => {
    const { user } = await register({});
    const headers = (await lastMail(user.email))?.headers ?? [];
    expect(headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });
});

/** Sends a request to reset the password of an address, from a browser. */
async function requestReset(email: string, userAgent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0') {
  const headers = { 'user-agent': userAgent, 'x-forwarded-for': '203.0.113.7' };
  const query = 'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }';
  await gatehouse.api.send(query, { input: { email } }, { headers });
}

describe('the origin of a request in an email', () => {
  test('an email to the owner of a verified address says where it was requested', async () => {
    const { user } = await gatehouse.newVerifiedUser();
    await requestReset(user.email);
    const mail = await lastMail(user.email);
    expect(mail?.text).toContain('Device: Firefox (Windows)\nIP address: 203.0.113.7\n');
    expect(mail?.html).toContain('<div>IP address: 203.0.113.7</div>');
  });

  test('an email to an address that may be a stranger’s does not say where it was requested', async () => {
    const { user } = await gatehouse.api.newUser();
    await requestReset(user.email);
    expect((await lastMail(user.email))?.text).not.toMatch(/Firefox|203\.0\.113/);
  });

  test('an email to the new address of an account does not say where it was requested', async () => {
    const { accessToken, user } = await gatehouse.newVerifiedUser({ api: gatehouse.api.at('203.0.113.7') });
    const newEmail = someEmail();
    await gatehouse.api.at('203.0.113.7').mutate('changeEmail', { newEmail, password: PASSWORD }, accessToken);
    const { text = '' } = (await lastMail(newEmail)) ?? {};
    expect([text.includes('203.0.113.7'), text.includes(user.email)]).toEqual([false, false]);
    expect((await lastMail(user.email))?.text).toContain('203.0.113.7');
  });

  test.each([
    'Firefox/1 <a href="https://evil.example">Windows</a>',
    'Firefox/1 Windows \u202e https://evil.example',
    `Firefox/1 Windows https://evil.example ${'x'.repeat(10_000)}`,
  ])('an email repeats nothing that its requester made up: %j', async (userAgent) => {
    const { user } = await gatehouse.newVerifiedUser();
    await requestReset(user.email, userAgent);
    const { text = '', html = '' } = (await lastMail(user.email)) ?? {};
    expect(text + html).not.toMatch(/evil|\u202e|xxx/);
    expect(text).toContain('Device: Firefox (Windows)');
  });

  test('the device of a request waits in the outbox as a name, without what the client has sent', async () => {
    await requestReset(someEmail(), 'Firefox/1 secret-of-the-client');
    const [mail] = await gatehouse.em.find(OutgoingMail, {}, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 });
    expect(mail).toMatchObject({ device: 'Firefox', ipAddress: '203.0.113.7' });
  });
});

test('no email repeats the username, which may be the address of a page', async () => {
  const { user } = await register({ username: 'evil.example' });
  await requestReset(user.email);
  const { text = '', html = '' } = (await lastMail(user.email)) ?? {};
  expect(text + html).not.toContain('evil.example');
});
