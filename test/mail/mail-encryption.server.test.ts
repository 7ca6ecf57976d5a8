import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Config } from '../../src/config/config.js';
import { OutgoingMail } from '../../src/mail/mail.entities.js';
import { type Gatehouse, useGatehouse } from '../support/gatehouse.js';

/** A mail server that tells which mails it was offered, and whether encrypted. */
function useMailServer(options: SMTPServerOptions) {
  const senders: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    ...options,
    onMailFrom: (_address, { secure }, done) => {
      senders.push(secure ? 'encrypted' : 'in clear text');
      done();
    },
  });
  server.on('error', () => {});
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  return { senders, port: () => (server.server.address() as AddressInfo).port };
}

/** Linux and macOS connect to themselves there, while it is not a loopback address. */
const ANOTHER_MACHINE = '0.0.0.0';

const PRODUCTION = { nodeEnv: 'production', smtpUrl: 'smtp://127.0.0.1:1' } as const;

async function sendMail(gatehouse: Gatehouse, settings: Partial<Config>): Promise<number> {
  await gatehouse.restart(settings);
  const { user } = await gatehouse.api.newUser();
  await gatehouse.app.deliverMail();
  return gatehouse.em.count(OutgoingMail, { recipient: user.email });
}

describe('a mail server without encryption, in production', () => {
  const gatehouse = useGatehouse(PRODUCTION);
  const { senders, port } = useMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
  afterEach(() => senders.splice(0));

  test('no email is sent to another machine without encryption, and the log has an error', async () => {
    expect(await sendMail(gatehouse, { smtpUrl: `smtp://${ANOTHER_MACHINE}:${port()}` })).toBe(1);
    expect([senders, gatehouse.warnings().at(-1)]).toMatchObject([[], { level: 50, error: { command: 'STARTTLS' } }]);
  });

  test('emails are sent to another machine without encryption if SMTP_ALLOW_PLAINTEXT is set', async () => {
    const smtpUrl = `smtp://${ANOTHER_MACHINE}:${port()}`;
    expect(await sendMail(gatehouse, { smtpUrl, smtpAllowPlaintext: true })).toBe(0);
    expect(senders).toEqual(['in clear text']);
  });

  test.each(['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])(
    'emails are sent without encryption to this machine, %s',
    async (host) => {
      expect(await sendMail(gatehouse, { smtpUrl: `smtp://${host}:${port()}` })).toBe(0);
      expect(senders).toEqual(['in clear text']);
    },
  );
});

describe('a mail server with a self-signed certificate, in production', () => {
  const gatehouse = useGatehouse(PRODUCTION);
  const { senders, port } = useMailServer({ disabledCommands: ['AUTH'] });

  test.each([false, true])(
    'no email is sent to a server with a self-signed certificate, SMTP_ALLOW_PLAINTEXT=%s',
    async (smtpAllowPlaintext) => {
      const smtpUrl = `smtp://${ANOTHER_MACHINE}:${port()}`;
      expect(await sendMail(gatehouse, { smtpUrl, smtpAllowPlaintext })).toBe(1);
      expect(senders).toEqual([]);
    },
  );
});
