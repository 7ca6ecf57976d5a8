/// <reference lib="dom" />

import { Passkey } from '../../src/credentials/passkeys/passkey.entities.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { addPasskey } from '../support/passkeys.js';
import { addApp } from '../support/second-factor.js';

const PHONE = 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0';

describeInBrowser('the admin console', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let root: SignedIn;
  let ada: SignedIn;
  let visitor: ConsoleVisitor;
  beforeEach(async () => {
    root = await gatehouse.newAdministrator();
    ada = await gatehouse.newVerifiedUser();
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(() => expect(browser.violations).toEqual([]));

  const pageOf = ({ user }: SignedIn) => `/users/${user.id}`;
  const openAda = () => visitor.openAs(pageOf(ada), root.user.email);

  describe('for someone who is not signed in as an administrator', () => {
    test('the admin console asks to sign in first, and leads to where the visitor was going', async () => {
      await visitor.signInTo('/audit-trail?outcome=FAILURE', root.user.email);
      await visitor.shows('Audit trail');
      expect(visitor.page.url()).toContain('/admin/audit-trail?outcome=FAILURE');
    });

    test('the admin console shows nothing to a user who is not an administrator', async () => {
      const operations: (string | null)[] = [];
      visitor.page.on('request', (request) => operations.push(request.postData()));
      await visitor.signInTo(pageOf(root), ada.user.email);
      await visitor.shows('Not for your account');
      expect(await visitor.page.content()).not.toContain(root.user.email);
      expect(operations.filter((body) => body?.includes('query User('))).toEqual([]);
    });

    test('the cookies of a user who is not an administrator get no data of the console', async () => {
      await visitor.signInTo('/users', ada.user.email);
      await visitor.shows('Not for your account');
      const codes = await visitor.page.evaluate(async () => {
        const headers = { 'content-type': 'application/json', 'x-auth-transport': 'cookie' };
        const body = JSON.stringify({ query: '{ users { totalCount } auditEvents { totalCount } }' });
        const response = await fetch('/graphql', { method: 'POST', headers, body });
        return (await response.json()).errors.map((error: { extensions: { code: string } }) => error.extensions.code);
      });
      expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
    });

    test('the admin console closes as soon as the session ends elsewhere', async () => {
      await visitor.openAs('/users', root.user.email);
      await visitor.shows('Users');
      await gatehouse.api.logoutAll(root.accessToken);
      await visitor.shows('Sign in');
    });

    test('the admin console is left by its button to sign out', async () => {
      await visitor.openAs('/users', root.user.email);
      await visitor.button('Sign out').click();
      await visitor.shows('Sign in');
      await visitor.page.waitForURL((url) => url.pathname === '/account/sign-in' && !url.search);
    });
  });

  describe('for a help desk that looks for someone', () => {
    const domain = `${crypto.randomUUID()}.example`;
    beforeAll(async () => {
      for (let number = 10; number < 40; number++) await gatehouse.api.newUser(`user-${number}@${domain}`);
    });
    const search = (text: string) => visitor.field('Search by address or username').fill(text);
    const emails = () => visitor.page.locator('.row-link').allInnerTexts();

    test('the admin console finds users by a part of the address while it is typed', async () => {
      await visitor.openAs('/users', root.user.email);
      await search(`user-12@${domain.slice(0, 12)}`);
      await visitor.rows(1);
      expect(await emails()).toEqual([`user-12@${domain}`]);
      await visitor.page.getByText('1 user', { exact: true }).waitFor();
    });

    test('the admin console says that nobody was found', async () => {
      await visitor.openAs('/users', root.user.email);
      await search('nobody-has-this');
      await visitor.page.getByText('No users found').waitFor();
    });

    test('the admin console sorts users, and shows them by pages', async () => {
      await visitor.openAs(`/users?text=${domain}`, root.user.email);
      await visitor.button('User').click();
      await visitor.page.getByText('30 users', { exact: true }).waitFor();
      await visitor.page.getByText(`user-10@${domain}`).waitFor();
      expect((await emails())[0]).toBe(`user-10@${domain}`);
      await visitor.button('Next').click();
      await visitor.rows(5);
      expect((await emails())[0]).toBe(`user-35@${domain}`);
      await visitor.button('Previous').click();
      await visitor.rows(25);
    });

    test('the admin console filters users by role and state', async () => {
      await gatehouse.api.mutate('deactivateUser', { userId: ada.user.id }, root.accessToken);
      await visitor.openAs(`/users?text=${ada.user.email}`, root.user.email);
      await visitor.rows(1);
      await visitor.page.getByLabel('State').selectOption('Active');
      await visitor.page.getByText('No users found').waitFor();
      await visitor.page.getByLabel('State').selectOption('Deactivated');
      await visitor.page.getByLabel('Role').selectOption('User');
      await visitor.rows(1);
    });

    test('what the admin console shows survives a reload, and the browser goes back to it', async () => {
      await visitor.openAs('/users', root.user.email);
      await search(`user-12@${domain}`);
      await visitor.rows(1);
      await visitor.page.reload();
      await visitor.page.locator('.row-link').click();
      await visitor.shows(`user-12@${domain}`);
      await visitor.page.goBack();
      await visitor.rows(1);
    });
  });

  describe('for a help desk that helps', () => {
    test('the admin console sends a user an email to reset the password', async () => {
      await openAda();
      const effects = await visitor.confirm('Send reset email', 'Send email');
      expect(effects[0]).toContain(ada.user.email);
      await visitor.says(`The email is on its way to ${ada.user.email}.`);
      expect(await gatehouse.mailedToken(ada.user.email)).toEqual(expect.any(String));
    });

    test('the admin console ends one session of a user', async () => {
      const phone = await gatehouse.api.login(ada.user, { headers: { 'user-agent': PHONE } });
      await openAda();
      const item = visitor.devices().filter({ hasText: 'Firefox on Android' });
      await visitor.button('End', item).click();
      expect(await visitor.effects()).toEqual(['Ends 1 session.', 'Firefox on Android is signed out at once.']);
      await visitor.button('End session').click();
      await item.waitFor({ state: 'detached' });
      expect(await gatehouse.api.refusal(phone.accessToken)).toBe('TOKEN_BLACKLISTED');
      expect(await gatehouse.api.refusal(ada.accessToken)).toBeUndefined();
    });

    test('the admin console says how many sessions it ends, and ends them', async () => {
      for (const _ of [1, 2]) await gatehouse.api.login(ada.user);
      await openAda();
      expect((await visitor.confirm('End all', 'End all sessions'))[0]).toBe('Ends 3 sessions.');
      await visitor.says('Ended 3 sessions.');
      await visitor.page.getByText('Not signed in anywhere.').waitFor();
      expect(await gatehouse.api.refusal(ada.accessToken)).toBe('TOKEN_BLACKLISTED');
    });

    test('the admin console counts an address as verified', async () => {
      ada = await gatehouse.api.newUser();
      await openAda();
      await visitor.page.getByText('Not verified', { exact: true }).waitFor();
      await visitor.confirm('Mark as verified', 'Mark as verified');
      await visitor.page.getByText('Not verified', { exact: true }).waitFor({ state: 'detached' });
    });

    test('the admin console resets the second factors of a user, and says what is lost', async () => {
      await addApp(gatehouse, ada);
      await openAda();
      const effects = await visitor.confirm('Reset', 'Reset factors');
      expect(effects.slice(0, 2)).toEqual(['Removes 1 authenticator app and 10 recovery codes.', 'Ends 1 session.']);
      await visitor.page.getByText('No second factor and no passkey.').waitFor();
      expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
    });

    test('the admin console shows the passkeys of a user, and removes them with the second factors', async () => {
      ada = await addPasskey(gatehouse, ada);
      await openAda();
      await visitor.page.getByText('Passkey on one device').waitFor();
      expect((await visitor.confirm('Reset', 'Reset factors'))[0]).toBe('Removes 1 passkey.');
      await visitor.page.getByText('No second factor and no passkey.').waitFor();
      expect(await gatehouse.em.count(Passkey, { user: ada.user.id })).toBe(0);
    });

    test('the admin console deactivates a user with a reason, and reactivates them', async () => {
      await openAda();
      await visitor.button('Deactivate').click();
      expect((await visitor.effects())[0]).toBe('Ends 1 session.');
      await visitor.field('Reason').fill('Sends spam.');
      await visitor.button('Deactivate', visitor.dialog).click();
      await visitor.page.getByText('Sends spam.').waitFor();
      expect((await gatehouse.api.login(ada.user)).code).toBe('ACCOUNT_DEACTIVATED');
      await visitor.confirm('Reactivate', 'Reactivate');
      await visitor.says(`${ada.user.email} can sign in again.`);
      expect((await gatehouse.api.login(ada.user)).__typename).toBe('AuthPayload');
    });

    test('the admin console makes a user an administrator, and takes it back', async () => {
      await openAda();
      await visitor.confirm('Promote', 'Make an administrator');
      await visitor.page.getByText('Administrator', { exact: true }).waitFor();
      await visitor.confirm('Demote', 'Make a user');
      await visitor.page.getByText('Administrator', { exact: true }).waitFor({ state: 'detached' });
    });

    test('the admin console deletes a user once the address is typed', async () => {
      await openAda();
      await visitor.button('Delete').click();
      expect((await visitor.effects())[0]).toBe('Ends 1 session.');
      const button = visitor.button('Delete', visitor.dialog);
      expect(await button.isDisabled()).toBe(true);
      await visitor.field(`Type ${ada.user.email}`).fill(ada.user.email);
      await button.click();
      await visitor.says(`${ada.user.email} is deleted.`);
      await visitor.arrives('/users');
      expect((await gatehouse.api.login(ada.user)).code).toBe('INVALID_CREDENTIALS');
    });

    test('the admin console invites someone new, who sets a password by the link in the email', async () => {
      const email = someEmail();
      await visitor.openAs('/users', root.user.email);
      await visitor.button('New user').click();
      await visitor.send({ Email: 'grace' }, 'Create user');
      expect(await visitor.problemAt('Email')).toMatch(/email/);
      await visitor.send({ Email: email }, 'Create user');
      await visitor.shows(email);
      const token = await gatehouse.mailedToken(email);
      await gatehouse.api.mutate('resetPassword', { token, newPassword: PASSWORD });
      expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    });

    test('the admin console says why it cannot do something', async () => {
      await visitor.openAs('/users', root.user.email);
      await visitor.button('New user').click();
      await visitor.send({ Email: ada.user.email }, 'Create user');
      expect(await visitor.problemAt('Email')).toMatch(/already exists/);
    });

    test('the admin console asks administrators for their password again before a change', async () => {
      await openAda();
      await visitor.shows(ada.user.email);
      gatehouse.clock.advance({ minutes: 11 });
      await visitor.confirm('End all', 'End all sessions');
      await visitor.shows('Confirm that it is you');
      await visitor.send({ Password: PASSWORD }, 'Confirm');
      await visitor.says('Ended 1 session.');
    });

    test('the admin console asks administrators who have a second factor for it before a change', async () => {
      const { code } = await addApp(gatehouse, root);
      gatehouse.clock.advance({ seconds: 30 });
      await visitor.visit(pageOf(ada));
      await visitor.send({ Email: root.user.email, Password: PASSWORD }, 'Sign in');
      await visitor.send({ Code: code() }, 'Continue');
      await visitor.shows(ada.user.email);
      gatehouse.clock.advance({ minutes: 11 });
      await visitor.confirm('End all', 'End all sessions');
      await visitor.send({ Code: code() }, 'Confirm');
      await visitor.says('Ended 1 session.');
    });
  });
});

describeInBrowser('the admin console where administrators must have a second factor', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse({ secondFactorRequiredFor: 'administrators' });

  test('the admin console sends administrators without a second factor to add one', async () => {
    const root = await gatehouse.newAdministrator();
    const visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
    await visitor.openAs('/users', root.user.email);
    await visitor.follow('Add an authenticator app');
    await visitor.shows('Security');
  });
});
