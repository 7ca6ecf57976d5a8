import { v7 as uuidv7 } from 'uuid';
import { addSeconds } from '../../../src/clock.js';
import { MailTemplate, OutgoingMail } from '../../../src/mail/mail.entities.js';
import { AuditEvent, AuditEventKind } from '../../../src/security/audit-event.entity.js';
import { type SignedIn, someEmail } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';
import { EMAIL } from '../../support/operations.js';
import { until } from '../../support/until.js';

const gatehouse = useGatehouse({ rateLimitsDisabled: false, mailsPerRecipientPerHour: 2 });

const EMAILS = `query ($state: EmailState, $after: String) {
  emails(state: $state, after: $after, first: 2) { totalCount pageInfo { endCursor hasNextPage } edges { node { ${EMAIL} } } }
}`;
const OF_NODE = `query ($id: ID!) { node(id: $id) { id ... on OutgoingEmail { ${EMAIL} } } }`;

let root: SignedIn;
beforeEach(async () => {
  gatehouse.mail.refusals['RCPT TO'] = undefined;
  await gatehouse.app.deliverMail();
  root = await gatehouse.newAdministrator();
  await gatehouse.em.nativeDelete(OutgoingMail, {});
});

const asRoot = (query: string, variables: object) => gatehouse.api.send(query, variables, { token: root.accessToken });
const sendTest = (email: string) => gatehouse.api.mutate('sendTestEmail', { email }, root.accessToken);
const retry = (emailId: string) => gatehouse.api.mutate('retryEmail', { emailId }, root.accessToken);

async function emails(variables: object = {}) {
  const { data, errors } = await asRoot(EMAILS, variables);
  expect(errors).toBeUndefined();
  return data.emails.edges.map(({ node }: { node: object }) => node);
}

/** An email that the mail server does not take for now. */
async function failedEmail(recipient = someEmail()) {
  gatehouse.mail.refusals['RCPT TO'] = `450 <${recipient}> is busy`;
  const { email } = await sendTest(recipient);
  await gatehouse.app.deliverMail();
  return email;
}

/** An email that was not tried yet, and will not be during the test. */
async function waitingEmail(recipient = someEmail()) {
  const now = gatehouse.clock.now();
  const times = { createdAt: now, attempts: 0, nextAttemptAt: addSeconds(now, 3600) };
  const id = uuidv7();
  await gatehouse.em.insert(OutgoingMail, { id, template: MailTemplate.TEST, recipient, ...times });
  return { id, recipient };
}

const actsOf = async ({ user }: SignedIn) => {
  const kinds = [AuditEventKind.EMAIL_RETRIED, AuditEventKind.EMAIL_TEST_SENT];
  const events = await gatehouse.em.find(AuditEvent, { actorId: user.id, kind: { $in: kinds } });
  return events.map(({ kind, outcome, ipAddress }) => [kind, outcome, ipAddress]);
};

describe('sendTestEmail', () => {
  test('an administrator sends a test email to any address, which is on record', async () => {
    const recipient = someEmail();
    const { email } = await sendTest(recipient);
    expect(email).toMatchObject({ kind: 'TEST', recipient, state: 'WAITING', attempts: 0, lastProblem: null });
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(recipient).map(({ subject }) => subject)).toEqual(['Test email']);
    expect(await actsOf(root)).toEqual([['EMAIL_TEST_SENT', 'SUCCESS', '127.0.0.1']]);
  });

  test('a test email has nothing to click, and does not say from where it was requested', async () => {
    const recipient = someEmail();
    await sendTest(recipient);
    await gatehouse.app.deliverMail();
    const [{ text = '', html = '' } = {}] = gatehouse.mail.to(recipient);
    expect(text).toContain('If you can read it, the emails of Gatehouse reach this address.');
    expect(`${text}${html}`).not.toMatch(/href|127\.0\.0\.1|lightMyRequest/);
  });

  test('an address gets a limited number of test emails an hour', async () => {
    const recipient = someEmail();
    const outcomes = [];
    for (let time = 0; time < 3; time += 1) outcomes.push((await sendTest(recipient)).code);
    expect(outcomes).toEqual([undefined, undefined, 'TOO_MANY_ATTEMPTS']);
  });

  test('a test email is refused to what is not an address', async () => {
    expect(await sendTest('nobody')).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: [{ field: 'email', code: 'NOT_AN_EMAIL' }],
    });
  });

  test('a server without emails says that it sends no test emails', async () => {
    await gatehouse.restart({ mailDisabled: true });
    expect((await sendTest(someEmail())).code).toBe('MAIL_UNAVAILABLE');
    await gatehouse.restart();
  });
});

describe('emails', () => {
  test('emails that wait are listed, newest first, in pages', async () => {
    const recipients = [someEmail(), someEmail(), someEmail()];
    for (const recipient of recipients) await waitingEmail(recipient);
    const { data } = await asRoot(EMAILS, {});
    expect(data.emails).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const further = await emails({ after: data.emails.pageInfo.endCursor });
    const listed = [...data.emails.edges.map(({ node }: { node: object }) => node), ...further];
    expect(listed.map(({ recipient }) => recipient)).toEqual(recipients.toReversed());
  });

  test('an email that failed shows a code of the mail server, but not what it said', async () => {
    const { id } = await failedEmail();
    const [failed] = await emails();
    const problem = 'The mail server replied to RCPT TO with 450.';
    expect(failed).toMatchObject({ id, state: 'RETRYING', attempts: 1, lastProblem: problem });
  });

  test('an email that failed because the mail server is down says so', async () => {
    await gatehouse.mail.stop();
    await sendTest(someEmail());
    await gatehouse.app.deliverMail();
    await gatehouse.mail.start();
    expect((await emails())[0].lastProblem).toMatch(/^It could not be sent( \(E[A-Z]+\))?\.$/);
  });

  test('emails are listed by state', async () => {
    const failed = await failedEmail();
    const waiting = await waitingEmail();
    expect((await emails({ state: 'RETRYING' })).map(({ id }: { id: string }) => id)).toEqual([failed.id]);
    expect((await emails({ state: 'WAITING' })).map(({ id }: { id: string }) => id)).toEqual([waiting.id]);
  });

  test('an email shows no token, although a user needs the one that it will have', async () => {
    gatehouse.mail.refusals['RCPT TO'] = '450 busy';
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const shown = JSON.stringify(await emails());
    gatehouse.mail.refusals['RCPT TO'] = undefined;
    gatehouse.clock.advance({ minutes: 1 });
    expect(shown).toContain(user.email);
    expect(shown).not.toContain(await gatehouse.mailedToken(user.email));
  });

  test('administrators load an email by its ID, and no one else does', async () => {
    const { id, recipient } = await waitingEmail();
    const eve = await gatehouse.api.newUser(recipient);
    const asEve = await gatehouse.api.send(OF_NODE, { id }, { token: eve.accessToken });
    expect((await asRoot(OF_NODE, { id })).data.node).toMatchObject({ id, recipient, state: 'WAITING' });
    expect(asEve.data.node).toBeNull();
  });
});

describe('retryEmail', () => {
  test('an email that failed is sent again at once, which is on record', async () => {
    const { id, recipient } = await failedEmail();
    gatehouse.mail.refusals['RCPT TO'] = undefined;
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(recipient)).toHaveLength(0);
    expect((await retry(id)).email).toMatchObject({ id, nextAttemptAt: gatehouse.clock.now().toISOString() });
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.to(recipient)).toHaveLength(1);
    expect(await actsOf(root)).toContainEqual(['EMAIL_RETRIED', 'SUCCESS', '127.0.0.1']);
  });

  test('an email that is just being sent is not sent a second time', async () => {
    const { id, recipient } = await failedEmail();
    gatehouse.mail.refusals['RCPT TO'] = undefined;
    const accept = gatehouse.mail.holdNext();
    gatehouse.clock.advance({ minutes: 1 });
    const delivered = gatehouse.app.deliverMail();
    await until(() => gatehouse.mail.to(recipient).length > 0);
    const outcome = await retry(id);
    accept();
    await delivered;
    expect([outcome.code, gatehouse.mail.to(recipient).length]).toEqual(['EMAIL_NOT_FOUND', 1]);
  });

  test.each([crypto.randomUUID(), 'nonsense'])('retryEmail reports that there is no email %s', async (id) => {
    expect((await retry(id)).code).toBe('EMAIL_NOT_FOUND');
  });

  test('an email that was not tried yet is not retried', async () => {
    expect((await retry((await waitingEmail()).id)).code).toBe('EMAIL_NOT_FOUND');
  });
});

describe('rights', () => {
  const ACTS: [string, () => object][] = [
    ['sendTestEmail', () => ({ email: someEmail() })],
    ['retryEmail', () => ({ emailId: crypto.randomUUID() })],
  ];

  test.each(ACTS)('only administrators may use %s', async (field, input) => {
    const { accessToken } = await gatehouse.api.newUser();
    expect(await gatehouse.api.refusedMutation(field, input(), accessToken)).toEqual({ code: 'FORBIDDEN' });
  });

  test.each(ACTS)('an administrator needs a login of the last 10 minutes for %s', async (field, input) => {
    gatehouse.clock.advance({ minutes: 11 });
    const refused = await gatehouse.api.refusedMutation(field, input(), root.accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });
});
