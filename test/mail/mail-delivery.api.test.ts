import { v7 as uuidv7 } from 'uuid';
import { MailTemplate, OutgoingMail } from '../../src/mail/mail.entities.js';
import { retryDelaySeconds } from '../../src/mail/mail-delivery.js';
import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';
import { until } from '../support/until.js';

const gatehouse = useGatehouse();

const subjects = (address: string) => gatehouse.mail.to(address).map(({ subject }) => subject);
const waiting = (recipient: string) => gatehouse.em.count(OutgoingMail, { recipient });

describe('emails', () => {
  test('an email has a link and a code, as text and as HTML', async () => {
    const { user } = await gatehouse.api.newUser();
    const token = await gatehouse.mailedToken(user.email);
    const [mail] = gatehouse.mail.to(user.email);
    const link = `http://localhost:4000/account/verify-email?token=${token}`;
    expect(mail?.text).toContain(`Verify the address:\n${link}\n\nOr enter this code: ${token}`);
    expect(mail?.html).toMatch(new RegExp(`<a href="${link.replace('?', '\\?')}"[^>]*>Verify the address</a>`));
    expect(mail?.from?.address).toBe('no-reply@localhost');
  });

  test('an email is sent once, and then forgotten', async () => {
    const { user } = await gatehouse.api.newUser();
    await Promise.all([gatehouse.app.deliverMail(), gatehouse.app.deliverMail()]);
    expect([subjects(user.email), await waiting(user.email)]).toEqual([['Verify your email address'], 0]);
  });

  test('an email is sent after those that were requested before it, even at the same moment', async () => {
    const [first, second] = [uuidv7(), uuidv7()];
    const now = gatehouse.clock.now();
    const entry = { template: MailTemplate.PASSWORD_CHANGED, createdAt: now, attempts: 0, nextAttemptAt: now };
    const entries = [second, first].map((id) => ({ ...entry, id, recipient: `${id}@example.com` }));
    await gatehouse.em.insertMany(OutgoingMail, entries);
    await gatehouse.app.deliverMail();
    expect(gatehouse.mail.mails.slice(-2).map(({ to }) => to?.[0]?.address)).toEqual([
      `${first}@example.com`,
      `${second}@example.com`,
    ]);
  });

  test('the delay between attempts to send an email grows', () => {
    expect([1, 2, 3, 8, 100].map(retryDelaySeconds)).toEqual([30, 60, 120, 3600, 3600]);
  });
});

describe('a mail server without SMTPUTF8', () => {
  beforeAll(async () => {
    await gatehouse.mail.stop();
    gatehouse.mail.offersSmtpUtf8 = false;
    await gatehouse.mail.start();
    await gatehouse.restart();
  });
  afterAll(() => {
    gatehouse.mail.offersSmtpUtf8 = true;
  });

  test('an address that is not ASCII is not sent to a mail server without SMTPUTF8, and the log says why', async () => {
    const { user } = await gatehouse.api.newUser(`müller.${someEmail()}`);
    gatehouse.mail.wire.length = 0;
    await gatehouse.app.deliverMail();
    expect([gatehouse.mail.wire.join('').includes('müller'), await waiting(user.email)]).toEqual([false, 0]);
    expect(gatehouse.warnings().at(-1)).toMatchObject({ msg: expect.stringContaining('does not support SMTPUTF8') });
  });

  test('a mail server without SMTPUTF8 is sent the emails to ASCII addresses', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    expect(subjects(user.email)).toEqual(['Verify your email address']);
  });
});

describe('a mail server that is down', () => {
  const email = someEmail();
  beforeAll(() => gatehouse.mail.stop());
  afterAll(() => gatehouse.mail.start().catch(() => {}));

  test('requests succeed while the mail server is down, and their emails are kept', async () => {
    expect((await gatehouse.api.register({ email })).__typename).toBe('AuthPayload');
    await gatehouse.app.deliverMail();
    expect([subjects(email), await waiting(email)]).toEqual([[], 1]);
  });

  test('an email that could not be sent is tried again later, even after a restart', async () => {
    await gatehouse.restart();
    await gatehouse.mail.start();
    await gatehouse.app.deliverMail();
    expect(subjects(email)).toEqual([]);
    gatehouse.clock.advance({ seconds: 30 });
    await gatehouse.app.deliverMail();
    expect([subjects(email), await waiting(email)]).toEqual([['Verify your email address'], 0]);
  });

  test('an email is given up after a day, with a log line', async () => {
    await gatehouse.mail.stop();
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    gatehouse.clock.advance({ days: 1 });
    await gatehouse.app.deliverMail();
    expect(await waiting(user.email)).toBe(0);
    expect(gatehouse.log.at(-1)).toContain('and was dropped');
    expect(gatehouse.log.join('')).not.toContain(user.email);
  });
});

describe('stopping the server', () => {
  test('a server that stops finishes sending the current email, and leaves all others for the next start', async () => {
    const accept = gatehouse.mail.holdNext();
    const addresses = [(await gatehouse.api.newUser()).user.email, (await gatehouse.api.newUser()).user.email];
    const received = () => addresses.flatMap(subjects).length;
    await until(() => received() > 0);
    const closing = gatehouse.app.close();
    accept();
    await closing;
    expect(received()).toBe(1);
    await gatehouse.restart();
    await gatehouse.app.deliverMail();
    expect(received()).toBe(2);
  });
});
