import { useGatehouse } from '../support/gatehouse.js';

const DEVELOPMENT = { nodeEnv: 'development', smtpUrl: undefined } as const;

const CLAIM = /href="\/account\/first-administrator\?token=([\w-]+)"/;

describe('the home page without an administrator', () => {
  const gatehouse = useGatehouse(DEVELOPMENT);

  test('the home page leads the person at this machine to the first administrator’s account, until there is one', async () => {
    const response = await gatehouse.app.server.inject('/');
    expect(response.headers['cache-control']).toBe('no-store');
    const { accessToken } = await gatehouse.api.newUser();
    const [, token] = CLAIM.exec(response.body) ?? [];
    expect((await gatehouse.api.mutate('claimAdministration', { token }, accessToken)).user.role).toBe('ADMIN');
    expect((await gatehouse.app.server.inject('/')).body).not.toContain('administrator yet');
  });
});

describe('the home page, seen from elsewhere', () => {
  const gatehouse = useGatehouse({ ...DEVELOPMENT, trustProxy: '127.0.0.1' });
  const homeOf = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await gatehouse.app.server.inject({ url: '/', headers, remoteAddress })).body;

  test.each([
    ['another machine', {}, '192.168.0.2'],
    ['a page whose host name was rebound to this machine', { host: 'evil.example' }, '127.0.0.1'],
    ['someone behind a proxy or a tunnel', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'],
  ])(
    'the home page does not show %s how to become the administrator, but where to look',
    async (_, headers, address) => {
      const body = await homeOf({ host: 'localhost', ...headers }, address);
      expect(body).not.toContain('token=');
      expect(body).toContain('The terminal in which the server was started shows how');
    },
  );
});

describe('the home page of a server that sends emails', () => {
  const gatehouse = useGatehouse({ nodeEnv: 'development' });

  test('without /dev/mail, the home page does not show how to become the administrator, as others may use this machine', async () => {
    expect((await gatehouse.app.server.inject('/')).body).not.toContain('token=');
  });
});
