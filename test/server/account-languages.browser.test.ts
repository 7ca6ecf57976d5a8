/// <reference lib="dom" />

import { Session } from '../../src/sessions/session.entity.js';
import { User } from '../../src/users/user.entity.js';
import { AccountVisitor } from '../support/account-visitor.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';
import { MUNICH, writePlaceFile } from '../support/place-file.js';
import { until } from '../support/until.js';

const PAGES_IN_GERMAN = [
  ['/profile', 'Profil'],
  ['/security', 'Sicherheit'],
  ['/devices', 'Geräte'],
  ['/danger-zone', 'Gefahrenzone'],
  ['/first-administrator?token=x', 'Erster Administrator'],
] as const;

const ENTRANCES_IN_GERMAN = [
  ['/sign-in', 'Anmelden'],
  ['/sign-up', 'Konto erstellen'],
  ['/forgotten-password', 'Passwort vergessen?'],
  ['/reset-password', 'Neues Passwort wählen'],
  ['/reset-password?token=x&invited=true', 'Willkommen bei Gatehouse'],
  ['/verify-email', 'Adresse bestätigen'],
  ['/undo-email-change', 'Änderung Ihrer Adresse rückgängig machen'],
  ['/email-login', 'Per E-Mail anmelden'],
  ['/email-login?token=x', 'Öffnen Sie den Link dort, wo Sie ihn angefordert haben'],
] as const;

/** Words that every page in English has some of, and no page in German. */
const ENGLISH = /\b(?:the|your|you|with|and|of|sign|account)\b/i;

function usePages(locale: string) {
  const browser = useBrowser({ locale });
  const gatehouse = useGatehouse({ emailLogin: 'both', geoipDatabaseFile: writePlaceFile() });
  const pages = {
    gatehouse,
    visitor: undefined as unknown as AccountVisitor,
    language: () => pages.visitor.page.evaluate(() => document.documentElement.lang),
    /** Of the account whose address it is. */
    localeOf: async (email: string) => (await gatehouse.em.findOneOrFail(User, { email })).locale,
    choose: (language: string) => pages.visitor.page.locator('footer select').selectOption(language),
    newUser: async (email: string, locale: string): Promise<SignedIn> => {
      const signedIn = await gatehouse.newVerifiedUser({ email });
      await gatehouse.em.nativeUpdate(User, signedIn.user.id, { locale });
      return signedIn;
    },
  };
  beforeEach(async () => {
    const origin = await gatehouse.api.origin();
    pages.visitor = new AccountVisitor(await browser.open(`${origin}/account/sign-in`), origin);
  });
  afterEach(() => expect(browser.violations).toEqual([]));
  return pages;
}

describeInBrowser('account pages in German', () => {
  const pages = usePages('de-CH');

  async function signUp(): Promise<string> {
    const email = someEmail();
    await pages.visitor.visit('/sign-up');
    await pages.visitor.send({ 'E-Mail-Adresse': email, Passwort: PASSWORD }, 'Konto erstellen');
    await pages.visitor.shows('Profil');
    return email;
  }

  /** In words, with a window as narrow as they get, and to everyone. */
  async function expectGerman(): Promise<void> {
    const { visitor } = pages;
    expect(await pages.language()).toBe('de');
    expect(`${await visitor.page.title()} ${await visitor.page.locator('body').innerText()}`).not.toMatch(ENGLISH);
    await visitor.page.setViewportSize({ width: 320, height: 800 });
    expect(await visitor.overhang()).toBeLessThanOrEqual(0);
    expect(await visitor.cutTexts()).toEqual([]);
    expect(await visitor.barriers()).toEqual([]);
  }

  test('the account pages let someone sign up, verify the address and see the devices in German', async () => {
    const { visitor, gatehouse } = pages;
    const email = await signUp();
    await visitor.visit(`/verify-email?token=${await gatehouse.mailedToken(email)}`);
    await visitor.button('Bestätigen').click();
    await visitor.shows('Ihre Adresse ist bestätigt');
    await visitor.follow('Zu Ihrem Konto');
    await gatehouse.em.nativeUpdate(Session, { user: { email } }, { ipAddress: MUNICH });
    await visitor.follow('Geräte');
    await visitor.page.getByText('Auf 1 Gerät angemeldet').waitFor();
    await visitor.page.getByText(`München, Deutschland · ${MUNICH}`).waitFor();
    await visitor.page.getByText(/^Angemeldet (?:vor|in|gerade|gestern|morgen)/).waitFor();
  });

  test('an account that is created on pages in German gets emails in German', async () => {
    expect(await pages.localeOf(await signUp())).toBe('de-CH');
  });

  test('the account pages say in German what is wrong with a field, and with a form', async () => {
    const { visitor } = pages;
    await visitor.visit('/sign-up');
    await visitor.send({ 'E-Mail-Adresse': 'ada', Benutzername: 'a', Passwort: 'short' }, 'Konto erstellen');
    expect(await visitor.problemAt('E-Mail-Adresse')).toMatch(/ohne Leerzeichen/);
    expect(await visitor.problemAt('Benutzername')).toBe('Verwenden Sie mindestens 3 Zeichen.');
    expect(await visitor.problemAt('Passwort')).toBe('Verwenden Sie mindestens 8 Zeichen.');
    await visitor.visit('/sign-in');
    await visitor.send({ 'E-Mail-Adresse': someEmail(), Passwort: PASSWORD }, 'Anmelden');
    expect(await visitor.problem()).toMatch(/^Die E-Mail-Adresse oder das Passwort ist falsch/);
  });

  test('the account pages show the words of the server where it fails in a way that they do not know', async () => {
    const failure = { __typename: 'NewError', code: 'NEW_CODE', message: 'Only the server knows this.' };
    await pages.visitor.page.route('**/graphql**', (route) =>
      route.request().postData()?.includes('login(')
        ? route.fulfill({ json: { data: { login: failure } } })
        : route.continue(),
    );
    await pages.visitor.send({ 'E-Mail-Adresse': someEmail(), Passwort: PASSWORD }, 'Anmelden');
    expect(await pages.visitor.problem()).toBe('Only the server knows this.');
    await pages.visitor.page.unroute('**/graphql**');
  });

  test.each(ENTRANCES_IN_GERMAN)(
    'an account page in German has no English left and fits on a small phone: %s',
    async (path, heading) => {
      await pages.visitor.visit(path);
      await pages.visitor.shows(heading);
      await expectGerman();
    },
  );

  test('the account pages for signed-in users in German have no English left and fit on a small phone', async () => {
    await signUp();
    for (const [path, heading] of PAGES_IN_GERMAN) {
      await pages.visitor.visit(path);
      await pages.visitor.shows(heading);
      await pages.visitor.page.getByRole('region').first().waitFor();
      await expectGerman();
    }
  });
});

describeInBrowser('account pages in Japanese', () => {
  const pages = usePages('ja-JP');

  test('the account pages are in Japanese in a browser that is', async () => {
    const { visitor } = pages;
    await visitor.shows('ログイン');
    expect(await pages.language()).toBe('ja');
    expect(await visitor.page.title()).toMatch(/^ログイン/);
  });

  test('the account pages load the texts of one language only', async () => {
    await pages.visitor.shows('ログイン');
    const loaded = await pages.visitor.page.evaluate(async () => {
      const urls = performance.getEntriesByType('resource').map(({ name }) => name);
      const scripts = urls.filter((url) => url.endsWith('.js')).map(async (url) => (await fetch(url)).text());
      return (await Promise.all(scripts)).join();
    });
    expect(loaded).toContain('パスワードをお忘れですか');
    expect(loaded).not.toMatch(/Forgot your password|Passwort vergessen/);
  });
});

describeInBrowser('language of the account pages', () => {
  const pages = usePages('en-GB');

  const signIn = async (email: string) => pages.visitor.send({ Email: email, Password: PASSWORD }, 'Sign in');

  test('the account pages change their language by the switch, and keep what was typed', async () => {
    const { visitor } = pages;
    const email = someEmail();
    await signIn(email);
    await visitor.problem();
    await pages.choose('fr');
    await visitor.shows('Connexion');
    expect(await visitor.problem()).toMatch(/^L’adresse e-mail ou le mot de passe est incorrect/);
    expect(await visitor.field('Adresse e-mail').inputValue()).toBe(email);
    expect(await pages.language()).toBe('fr');
  });

  test('the account pages keep the language of the switch for later visits and other tabs', async () => {
    const { visitor } = pages;
    const other = await visitor.openTab();
    await pages.choose('es');
    for (const tab of [visitor, other]) await tab.shows('Iniciar sesión');
    await visitor.page.reload();
    await visitor.shows('Iniciar sesión');
  });

  test('an account gets emails in the language of the switch, whatever the browser says', async () => {
    const email = someEmail();
    await pages.choose('pt');
    await pages.visitor.visit('/sign-up');
    await pages.visitor.send({ 'E-mail': email, Senha: PASSWORD }, 'Criar conta');
    await pages.visitor.shows('Perfil');
    expect(await pages.localeOf(email)).toBe('pt');
  });

  test('the account pages speak the language of the account once someone has signed in, and no longer than that', async () => {
    const { visitor } = pages;
    const email = someEmail();
    await pages.newUser(email, 'es-MX');
    await signIn(email);
    await visitor.shows('Perfil');
    await visitor.button('Cerrar sesión').click();
    await visitor.shows('Sign in');
    await visitor.says('You are signed out.');
  });

  test('the account pages keep the language of the switch when someone with another one signs in', async () => {
    const { visitor } = pages;
    const email = someEmail();
    await pages.newUser(email, 'es');
    await pages.choose('de');
    await visitor.send({ 'E-Mail-Adresse': email, Passwort: PASSWORD }, 'Anmelden');
    await visitor.page.getByText('Dabei seit').waitFor();
    expect(await pages.language()).toBe('de');
  });

  test('the account pages change to the language that is saved in the profile, even from that of the switch', async () => {
    const { visitor } = pages;
    const email = someEmail();
    await pages.newUser(email, 'es');
    await pages.choose('de');
    await visitor.send({ 'E-Mail-Adresse': email, Passwort: PASSWORD }, 'Anmelden');
    await visitor.page.getByLabel('Sprache von Seiten und E-Mails').selectOption('Français');
    await visitor.button('Sprache speichern').click();
    await visitor.says('Votre langue est enregistrée.');
    await visitor.shows('Profil');
    expect([await pages.language(), await pages.localeOf(email)]).toEqual(['fr', 'fr']);
  });

  test('the account pages fit on a small phone in every language', async () => {
    const { visitor } = pages;
    const email = someEmail();
    await pages.gatehouse.newVerifiedUser({ email });
    await signIn(email);
    await visitor.shows('Profile');
    await visitor.page.setViewportSize({ width: 320, height: 800 });
    for (const link of ['Profile', 'Security', 'Devices', 'Danger zone']) {
      await visitor.follow(link);
      await visitor.shows(link);
      for (const language of ['de', 'fr', 'es', 'pt', 'ja', 'en']) {
        await pages.choose(language);
        await until(async () => (await pages.language()) === language);
        expect([language, await visitor.overhang(), await visitor.cutTexts()]).toEqual([language, 0, []]);
      }
    }
  });

  test('the account pages write dates as in the country of the browser', async () => {
    const email = someEmail();
    await pages.gatehouse.newVerifiedUser({ email });
    await signIn(email);
    await pages.visitor.page.getByText(/Here since \d+ [A-Z][a-z]+ \d{4}/).waitFor();
  });

  test('the account pages say in the language of the visitor that its texts cannot be loaded', async () => {
    const { visitor } = pages;
    await visitor.shows('Sign in');
    await visitor.page.route('**/pages/**', (route) => route.abort());
    await pages.choose('ja');
    await visitor.shows('ページを読み込めませんでした');
    await visitor.page.unroute('**/pages/**');
    await visitor.button('再読み込み').click();
    await visitor.shows('ログイン');
  });
});
