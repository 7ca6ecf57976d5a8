import { useGatehouse } from '../support/gatehouse.js';

describe('without SMTP_URL, in development', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined, logLevel: 'info' });

  test('mails are shown at /dev/mail and in the log', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.app.deliverMail();
    const { body } = await gatehouse.app.server.inject('/dev/mail');
    expect(body).toContain(`<p>to ${user.email}</p>`);
    expect(body).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">/);
    expect(gatehouse.log.join('')).toContain('Verify the address');
  });
});

describe('/dev/mail', () => {
  const gatehouse = useGatehouse({ smtpUrl: undefined, trustProxy: '127.0.0.1', logLevel: 'info' });
  const statusOf = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await gatehouse.app.server.inject({ url: '/dev/mail', headers, remoteAddress })).statusCode;

  test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '127.9.9.9', '[::1]:4000', '[::ffff:127.0.0.1]'])(
    'is shown at Host %s',
    async (host) => {
      expect(await statusOf({ host })).toBe(200);
    },
  );

  test.each([
    ...['evil.example', 'evil.example:4000', 'localhost.evil.example', 'evil.localhost', '127.0.0.1.nip.io', '0.0.0.0'],
    ...['127.1', '2130706433', '192.168.0.2', '[::]', '[2001:db8::1]', 'localhost,evil.example'],
  ])('is not shown at Host %j, to which a page of another site may have led', async (host) => {
    expect(await statusOf({ host })).toBe(403);
  });

  test.each(['192.168.0.2', '::ffff:192.168.0.2', '2001:db8::1', '0.0.0.0'])('is not shown to %s', async (address) => {
    expect(await statusOf({ host: 'localhost' }, address)).toBe(403);
  });

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is shown to %s', async (address) => {
    expect(await statusOf({ host: 'localhost' }, address)).toBe(200);
  });

  test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'])(
    'is not shown to who comes by a proxy or a tunnel, as %s tells',
    async (header) => {
      expect(await statusOf({ host: 'localhost', [header]: '127.0.0.1' })).toBe(403);
    },
  );

  test('writes no line to the log for a page that looks for new mail', async () => {
    await statusOf({ host: 'localhost' });
    expect(gatehouse.log.join('')).not.toContain('/dev/mail');
  });

  test('is kept by no cache, for it holds tokens', async () => {
    expect((await gatehouse.app.server.inject('/dev/mail')).headers['cache-control']).toBe('no-store');
  });

  test('says where to look instead', async () => {
    const { body } = await gatehouse.app.server.inject({ url: '/dev/mail', headers: { host: 'evil.example' } });
    expect(JSON.parse(body).errors[0]).toMatchObject({
      message: expect.stringContaining('localhost'),
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('with SMTP_URL', () => {
  const gatehouse = useGatehouse();

  test('there is no /dev/mail', async () => {
    expect((await gatehouse.app.server.inject('/dev/mail')).statusCode).toBe(404);
  });
});
