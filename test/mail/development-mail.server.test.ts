import { useGatehouse } from '../support/gatehouse.js';

describe('development without SMTP_URL', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined, logLevel: 'info' });

  test('without SMTP_URL, emails are shown at /dev/mail and in the log in development', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const { body } = await gatehouse.app.server.inject('/dev/mail');
    expect(body).toContain(`<p>to ${user.email}</p>`);
    expect(body).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">/);
    expect(body).toContain('<pre>Please verify that this is your email address');
    expect(gatehouse.log.join('')).toContain('Verify the address');
  });
});

describe('/dev/mail', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined, trustProxy: '127.0.0.1', logLevel: 'info' });
  const statusOf = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await gatehouse.app.server.inject({ url: '/dev/mail', headers, remoteAddress })).statusCode;

  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '127.9.9.9', '[::1]:4000', '[::ffff:127.0.0.1]'])(
    '/dev/mail is shown to a request for the Host %s',
    async (host) => {
      expect(await statusOf({ host })).toBe(200);
    },
  );

  test.each([
    ...['evil.example', 'evil.example:4000', 'localhost.evil.example', 'evil.localhost', '127.0.0.1.nip.io', '0.0.0.0'],
    ...['127.1', '2130706433', '192.168.0.2', '[::]', '[2001:db8::1]', 'localhost,evil.example'],
  ])(
    '/dev/mail is not shown to a request for the Host %j, to which a page of another site may have led',
    async (host) => {
      expect(await statusOf({ host })).toBe(403);
    },
  );

  test.each(['192.168.0.2', '::ffff:192.168.0.2', '2001:db8::1', '0.0.0.0'])(
    '/dev/mail is not shown to a client at %s',
    async (address) => {
      expect(await statusOf({ host: 'localhost' }, address)).toBe(403);
    },
  );

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('/dev/mail is shown to a client at %s', async (address) => {
    expect(await statusOf({ host: 'localhost' }, address)).toBe(200);
  });

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
    '/dev/mail is not shown through a proxy or a tunnel, recognized by %s',
    async (header) => {
      expect(await statusOf({ host: 'localhost', [header]: '127.0.0.1' })).toBe(403);
    },
  );

  test('a page that polls for new emails writes nothing to the log', async () => {
    await statusOf({ host: 'localhost' });
    expect(gatehouse.log.join('')).not.toContain('/dev/mail');
  });

  test('/dev/mail is not cached, because it contains tokens', async () => {
    expect((await gatehouse.app.server.inject('/dev/mail')).headers['cache-control']).toBe('no-store');
  });

  test('the rejection of a request for /dev/mail says where to look instead', async () => {
    const { body } = await gatehouse.app.server.inject({ url: '/dev/mail', headers: { host: 'evil.example' } });
    expect(JSON.parse(body).errors[0]).toMatchObject({
      message: expect.stringContaining('localhost'),
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('SMTP_URL', () => {
  const gatehouse = useGatehouse();

  test('with SMTP_URL there is no /dev/mail', async () => {
    expect((await gatehouse.app.server.inject('/dev/mail')).statusCode).toBe(404);
  });
});
