import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
afterEach(() => {
  for (const command of ['MAIL FROM', 'RCPT TO', 'DATA'] as const) delete gatehouse.mail.refusals[command];
});

/** Sends a mail that the mail server refuses, and answers whether it is kept for later, and the log line. */
async function sendRefused(command: 'MAIL FROM' | 'RCPT TO' | 'DATA', reply: string) {
  gatehouse.mail.refusals[command] = reply;
  const { user } = await gatehouse.api.newUser();
  await gatehouse.app.deliverMail();
  const isKept = (await gatehouse.em.count(OutgoingMail, { recipient: user.email })) > 0;
  return { email: user.email, isKept, line: gatehouse.warnings().at(-1) };
}

describe('rejections that last', () => {
  test.each([
    ['RCPT TO', '550 5.1.1 no such mailbox'],
    ['RCPT TO', '551 user not local'],
    ['RCPT TO', '552 mailbox full'],
    ['RCPT TO', '553 mailbox name not allowed'],
    ['RCPT TO', '554 no thanks'],
    ['RCPT TO', '501 bad address'],
    ['RCPT TO', '556 domain does not accept mail'],
    ['DATA', '554 5.7.1 message refused'],
    ['DATA', '552 too large'],
  ] as const)(
    'an email is dropped if the mail server rejects %s with %s; the log has the code and no address',
    async (command, reply) => {
      const { email, isKept, line } = await sendRefused(command, reply);
      expect(isKept).toBe(false);
      expect(line).toMatchObject({
        level: 40,
        template: 'VERIFY_EMAIL',
        error: { command, responseCode: Number(reply.slice(0, 3)) },
      });
      expect(gatehouse.log.join('')).not.toContain(email);
      expect(JSON.stringify(line)).not.toContain(reply.slice(4));
    },
  );
});

describe('rejections that do not last', () => {
  test.each([
    ['RCPT TO', '450 4.2.1 mailbox busy', 40],
    ['RCPT TO', '452 too many recipients', 40],
    ['DATA', '451 try again', 40],
    ['MAIL FROM', '421 too busy', 40],
    ['MAIL FROM', '550 sender refused', 50],
    ['MAIL FROM', '530 5.7.0 Must issue a STARTTLS command first', 50],
    ['MAIL FROM', '530 5.7.0 Authentication required', 50],
    ['RCPT TO', '530 authentication required', 50],
    ['RCPT TO', '503 bad sequence of commands', 50],
    ['RCPT TO', '554 5.7.1 Relay access denied', 50],
    ['RCPT TO', '550 relaying denied', 50],
  ] as const)(
    'an email is kept for later if the mail server rejects %s with %s; the log line has level %i',
    async (command, reply, level) => {
      const { email, isKept, line } = await sendRefused(command, reply);
      expect([isKept, line?.level]).toEqual([true, level]);
      delete gatehouse.mail.refusals[command];
      gatehouse.clock.advance({ seconds: 30 });
      await gatehouse.app.deliverMail();
      expect(gatehouse.mail.to(email)).toHaveLength(1);
    },
  );
});
