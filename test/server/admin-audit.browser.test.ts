/// <reference lib="dom" />

import { Permission } from '../../src/sessions/permissions.js';
import type { SignedIn } from '../support/api-client.js';
import { describeInBrowser, useBrowser } from '../support/browser.js';
import { ConsoleVisitor } from '../support/console-visitor.js';
import { useGatehouse } from '../support/gatehouse.js';
import { newMachine } from '../support/machines.js';

const HOSTILE = '=HYPERLINK("https://evil.example","a")<img src=x onerror="owned=1">';

describeInBrowser('the audit trail of the admin console', () => {
  const browser = useBrowser();
  const gatehouse = useGatehouse();
  let root: SignedIn;
  let ada: SignedIn;
  let visitor: ConsoleVisitor;
  beforeAll(async () => {
    root = await gatehouse.newAdministrator();
    ada = await gatehouse.api.newUser();
    for (let logins = 0; logins < 60; logins++) await gatehouse.api.login(ada.user);
    await gatehouse.api.login({ ...ada.user, password: 'wrong' }, { headers: { 'user-agent': HOSTILE } });
    await gatehouse.api.mutate('deactivateUser', { userId: root.user.id }, ada.accessToken).catch(() => {});
  });
  beforeEach(async () => {
    visitor = new ConsoleVisitor(await browser.open('about:blank'), await gatehouse.api.origin());
  });
  afterEach(async () => {
    await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
    expect(browser.violations).toEqual([]);
  });

  const open = (search: string) => visitor.openAs(`/audit-trail${search}`, root.user.email);
  const ofAda = () => `?userId=${ada.user.id}`;

  test('the audit trail says who did what to whom, and that it was refused', async () => {
    await open('?kind=DEACTIVATED');
    const row = (await visitor.rows(1)).first();
    for (const text of ['Deactivated', 'Refused', ada.user.email, root.user.email])
      await row.getByText(text, { exact: true }).filter({ visible: true }).waitFor();
  });

  test('the audit trail says what was done to a service account', async () => {
    const { serviceAccountId } = await newMachine(gatehouse, root);
    await open('?kind=API_KEY_CREATED');
    const whom = (await visitor.rows(1)).first().getByText('A service account').filter({ visible: true });
    expect(await whom.getAttribute('title')).toBe(serviceAccountId);
    const [heading = '', line = ''] = await visitor.download('Export CSV');
    expect(line.split(',')[heading.split(',').indexOf('subject_service_account_id')]).toBe(serviceAccountId);
  });

  test('the audit trail says that a service account acted', async () => {
    const { accessToken } = await newMachine(gatehouse, root, [Permission.SESSIONS_END]);
    const { user } = await gatehouse.api.newUser();
    await gatehouse.api.mutate('endUserSessions', { userId: user.id }, accessToken);
    await open('?kind=SESSIONS_ENDED');
    await (await visitor.rows(1)).first().getByText('A service account').filter({ visible: true }).waitFor();
  });

  test('the audit trail is filtered by what happened, the outcome and the day', async () => {
    await open(ofAda());
    await visitor.page.getByText('62 events').waitFor();
    await visitor.page.getByLabel('Outcome').selectOption('Refused');
    await visitor.rows(1);
    await visitor.page.getByLabel('Outcome').selectOption('Any outcome');
    await visitor.page.getByLabel('What').selectOption('Register');
    await visitor.rows(1);
    await visitor.field('From').fill('2100-01-01');
    await visitor.page.getByText('No events found').waitFor();
  });

  test('the audit trail shows the events of one user, and then of everyone again', async () => {
    await visitor.openAs(`/users/${ada.user.id}`, root.user.email);
    await visitor.follow('Open in the audit trail');
    await visitor.page.getByText('62 events').waitFor();
    await visitor.page.getByRole('button', { name: 'Show the events of everyone' }).click();
    await visitor.page.getByText('62 events').waitFor({ state: 'detached' });
  });

  test('the audit trail leads to the user who acted', async () => {
    await open('?kind=DEACTIVATED');
    await visitor.follow(ada.user.email);
    await visitor.shows(ada.user.email);
  });

  test('the audit trail is exported as far as the filter selects it, over several pages', async () => {
    await open(ofAda());
    await visitor.page.getByText('62 events').waitFor();
    const [heading = '', ...lines] = await visitor.download('Export CSV');
    expect(heading.split(',').slice(1, 4)).toEqual(['occurred_at', 'kind', 'outcome']);
    expect(lines.filter(Boolean)).toHaveLength(62);
    expect(new Set(lines.filter(Boolean).map((line) => line.split(',')[7]))).toEqual(new Set([ada.user.email]));
  });

  /** A trail of a million events, as far as the page can tell. */
  async function pretendEndlessTrail() {
    const times = { occurredAt: new Date().toISOString(), kind: 'LOGIN', outcome: 'SUCCESS' };
    const node = { id: '1', ...times, actorId: null, actor: null, subjectId: null, subject: null };
    const machines = { actorServiceAccountId: null, subjectServiceAccountId: null };
    const edges = Array(50).fill({ node: { ...node, ...machines, ipAddress: null, userAgent: null } });
    await visitor.page.route('**/graphql', (route) => {
      const body = route.request().postData() ?? '';
      const auditEvents = body.includes('query ExportedEvents')
        ? { edges, pageInfo: { endCursor: 'next', hasNextPage: true } }
        : { totalCount: 1_000_000 };
      const isMeant = /query (ExportedEvents|EventCount)/.test(body);
      return isMeant ? route.fulfill({ json: { data: { auditEvents } } }) : route.continue();
    });
  }

  test('the export ends with the newest 20,000 events, and says so', async () => {
    await pretendEndlessTrail();
    await open('');
    await visitor.page.getByText('1,000,000 events').waitFor();
    expect((await visitor.download('Export CSV')).filter(Boolean)).toHaveLength(20_001);
    await visitor.says('The file has the newest 20,000 events.');
  });

  test('an export that runs can be stopped', async () => {
    await pretendEndlessTrail();
    await open('');
    await visitor.page.getByText('1,000,000 events').waitFor();
    await visitor.button('Export CSV').click();
    await visitor.page.getByRole('button', { name: /^Stop at/ }).click();
    await visitor.says('The export is stopped.');
  });

  test('nothing that a device says of itself is a formula in the exported file', async () => {
    await open(`${ofAda()}&outcome=FAILURE`);
    await visitor.rows(1);
    const [, line = ''] = await visitor.download('Export CSV');
    expect(line).toContain(`,"'=HYPERLINK(""https://evil.example""`);
    expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  });

  test('the audit trail shows as text what a device says about itself', async () => {
    await open(`${ofAda()}&outcome=FAILURE`);
    await (await visitor.rows(1)).getByText('onerror').filter({ visible: true }).waitFor();
    expect(await visitor.page.evaluate('typeof owned')).toBe('undefined');
  });
});
