import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createDataFolder } from '../support/databases.js';
import { doctor } from '../support/doctor.js';
import { freePort } from '../support/free-port.js';
import { leakDetector } from '../support/leaks.js';

const PASSWORD = 'the password of the mailbox';
leakDetector.addSecret(PASSWORD);

/** Not a loopback address, though Linux and macOS connect to themselves there. */
const ANOTHER_MACHINE = '0.0.0.0';

const PRODUCTION = { NODE_ENV: 'production', BCRYPT_COST: '10', JWT_SECRET: 'a secret of at least thirty-two bytes' };

let dataDir: string;
beforeAll(async () => {
  dataDir = join(await createDataFolder(), 'data');
});

const mailOf = async (settings: Record<string, string>) =>
  (await doctor({ DATA_DIR: dataDir, ...settings })).of('mail');

/** What is found about a mail server at a URL, whose port is given. */
async function judge(options: SMTPServerOptions, url: (port: number) => string, settings = {}): Promise<string[]> {
  const server = new SMTPServer({ authOptional: true, ...options });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const found = await mailOf({ SMTP_URL: url(port), MAIL_FROM: 'no-reply@example.com', ...settings });
  await new Promise<void>((resolve) => server.close(resolve));
  return found;
}

const authenticating = (accepts: boolean): SMTPServerOptions => ({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (_auth, _session, done) =>
    accepts ? done(null, { user: 'ada' }) : done(Object.assign(new Error('wrong for ada'), { responseCode: 535 })),
});

const withPassword = (port: number) => `smtp://ada:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`;

describe('doctor, on mail', () => {
  test('doctor finds a mail server ready that accepts its password, and sends it nothing', async () => {
    const senders: string[] = [];
    const options: SMTPServerOptions = {
      ...authenticating(true),
      onMailFrom: ({ address }) => void senders.push(address),
    };
    expect(await judge(options, withPassword)).toEqual([expect.stringMatching(/^ok: 127.0.0.1:\d+ is ready/)]);
    expect(senders).toEqual([]);
  });

  test('doctor reports a mail server that rejects the password, and repeats neither it nor the user', async () => {
    const found = await judge(authenticating(false), withPassword);
    expect(found).toEqual([
      expect.stringMatching(/^fault: .* does not accept the user or the password\. Correct them/),
    ]);
    expect(found.join()).not.toContain('ada');
  });

  test('doctor reports that nothing listens at the port of SMTP_URL', async () => {
    const found = await mailOf({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, MAIL_FROM: 'a@example.com' });
    expect(found).toEqual([expect.stringMatching(/^fault: .* cannot be used: ECONNREFUSED\. Start it/)]);
  });

  test('doctor reports a mail server that turns everyone away', async () => {
    const server = createServer((socket) => socket.end('554 no service here\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const found = await mailOf({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'a@example.com' });
    server.close();
    expect(found).toEqual([expect.stringMatching(/^fault: .* rejects this server with the code 554\. /)]);
  });

  test('doctor reports a mail server whose certificate nobody has signed', async () => {
    const found = await judge({ disabledCommands: ['AUTH'] }, (port) => `smtp://127.0.0.1:${port}`);
    expect(found).toEqual([expect.stringMatching(/^fault: .* its certificate is not valid/)]);
  });

  test('in production, doctor reports a mail server on another machine that does not encrypt', async () => {
    const url = (port: number) => `smtp://${ANOTHER_MACHINE}:${port}`;
    const settings = { ...PRODUCTION, APP_URL: 'https://app.example.com' };
    const found = await judge({ disabledCommands: ['STARTTLS', 'AUTH'] }, url, settings);
    expect(found).toEqual([expect.stringMatching(/^fault: .* it does not offer encryption\. Enable STARTTLS/)]);
  });

  test('doctor reports wrong templates of emails', async () => {
    const folder = await createDataFolder();
    await mkdir(join(folder, 'de'));
    await writeFile(join(folder, 'de/verify-email.txt'), 'no subject');
    const found = await mailOf({ MAIL_TEMPLATES_DIR: folder });
    expect(found).toEqual([
      expect.stringMatching(/^ok: is shown at \/dev\/mail/),
      expect.stringMatching(/^fault: The templates in MAIL_TEMPLATES_DIR are wrong:\n.*must begin with a line/),
    ]);
  });
});
