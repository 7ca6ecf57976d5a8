import { PASSWORD, someEmail } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';

const gatehouse = useGatehouse({ logLevel: 'info', trustProxy: '10.0.0.0/8, 192.0.2.1' });

const lastLine = () => gatehouse.requestLines().at(-1);
const ME = 'query WhoAmI { me { id } }';

async function idOf(sent: string, remoteAddress: string): Promise<unknown> {
  const headers = { 'x-request-id': sent };
  const answer = await gatehouse.app.server.inject({ url: '/livez', headers, remoteAddress });
  expect(lastLine()?.requestId).toBe(answer.headers['x-request-id']);
  return answer.headers['x-request-id'];
}

describe('the request log', () => {
  test('the log has one line for each request, with what it was and its outcome', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    gatehouse.log.length = 0;
    await gatehouse.api.send(ME, {}, { token: accessToken });
    expect(gatehouse.log).toHaveLength(1);
    expect(lastLine()).toMatchObject({
      requestId: expect.any(String),
      method: 'POST',
      path: '/graphql',
      status: 200,
      durationMillis: expect.any(Number),
      operationName: 'WhoAmI',
      operation: 'me',
      outcome: 'ok',
      userId: user.id,
    });
  });

  test('the log says who has signed in', async () => {
    const { user } = await gatehouse.api.newUser();
    await gatehouse.api.login(user);
    expect(lastLine()).toMatchObject({ operation: 'login', outcome: 'ok', userId: user.id });
  });

  test('the log says who has signed out', async () => {
    const { accessToken, user } = await gatehouse.api.newUser();
    await gatehouse.api.logout({ token: accessToken });
    expect(lastLine()).toMatchObject({ operation: 'logout', outcome: 'ok', userId: user.id });
  });

  test('the log distinguishes a rejected login, an expired token and a mistake in the query', async () => {
    await gatehouse.api.login({ email: someEmail(), password: PASSWORD });
    expect(lastLine()).toMatchObject({ operation: 'login', outcome: 'INVALID_CREDENTIALS' });
    await gatehouse.api.me({ token: 'garbage' });
    expect(lastLine()).toMatchObject({ operation: 'me', outcome: 'UNAUTHENTICATED' });
    await gatehouse.api.send('{ you }');
    expect(lastLine()).toMatchObject({ status: 400, outcome: 'GRAPHQL_VALIDATION_FAILED' });
    await gatehouse.api.mutate('changePassword', { currentPassword: PASSWORD, newPassword: PASSWORD }).catch(() => {});
    expect(lastLine()).toMatchObject({ operation: 'changePassword', outcome: 'UNAUTHENTICATED' });
  });

  test('the log names all operations of a document', async () => {
    await gatehouse.api.send('{ me { id } again: me { id } node(id: "x") { id } }');
    expect(lastLine()).toMatchObject({ operation: 'me,node' });
  });

  test('the log shortens names that clients make up', async () => {
    await gatehouse.api.send(`query ${'A'.repeat(5000)} { me { id } }`);
    expect(lastLine()?.operationName).toBe('A'.repeat(64));
  });

  test('the log has a line for what never reaches GraphQL', async () => {
    await gatehouse.app.server.inject('/%zz');
    expect(lastLine()).toMatchObject({ status: 400, outcome: 'BAD_REQUEST' });
    await gatehouse.app.server.inject({ url: '/nowhere?token=secret' });
    expect(lastLine()).toMatchObject({ status: 404, outcome: 'BAD_REQUEST' });
    expect(JSON.stringify(lastLine())).not.toContain('secret');
  });
});

describe('requests that are rejected before they are run', () => {
  test.each([
    [{ 'x-auth-transport': 'cookie', origin: 'https://evil.example.com' }, 'ORIGIN_NOT_ALLOWED'],
    [{ 'x-auth-transport': 'pigeon' }, 'BAD_USER_INPUT'],
  ])('a request that is rejected before it is run is logged with the reason: %j', async (headers, outcome) => {
    await gatehouse.api.me({ headers });
    expect(gatehouse.requestLines().at(-1)).toMatchObject({ outcome });
  });
});

describe('secrets', () => {
  test.each([
    { password: 'hunter22' },
    { input: { refreshToken: 'hunter22' } },
    { headers: { authorization: 'Bearer hunter22' } },
    { variables: { input: { secret: 'hunter22' } } },
  ])('a secret that is logged by mistake is left out of the line: %j', (fields) => {
    gatehouse.app.server.log.info(fields, 'a mistake of ours');
    expect(gatehouse.log.at(-1)).toContain('[Redacted]');
    expect(gatehouse.log.at(-1)).not.toContain('hunter22');
  });
});

describe('the ID of a request', () => {
  test('the ID of a request is the one that a trusted proxy has given it', async () => {
    expect(await idOf('edge-42', '10.1.2.3')).toBe('edge-42');
    expect(await idOf('edge-42', '::ffff:192.0.2.1')).toBe('edge-42');
  });

  test('the ID of a request is never one that a client has made up', async () => {
    expect(await idOf('edge-42', '192.0.2.2')).toMatch(/^[\da-f-]{36}$/);
  });

  test.each(['', 'x'.repeat(129), 'two words', '{"level":60}'])('%j is not accepted as a request ID', async (sent) => {
    expect(await idOf(sent, '10.1.2.3')).toMatch(/^[\da-f-]{36}$/);
  });
});
