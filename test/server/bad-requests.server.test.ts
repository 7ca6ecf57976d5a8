import { User } from '../../src/users/user.entity.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

const JSON_TYPE = 'application/json';
const REGISTER = 'mutation { register(input: { email: "x@example.com", password: "long enough 1" }) { __typename } }';

async function post(
  payload: string,
  contentType: string = JSON_TYPE,
  method: 'POST' | 'GET' | 'PUT' = 'POST',
  url = '/graphql',
) {
  const response = await gatehouse.app.server.inject({
    method,
    url,
    payload,
    headers: { 'content-type': contentType },
  });
  return { status: response.statusCode, text: response.body };
}

describe('responses', () => {
  test('responses are never cached', async () => {
    const payload = { query: '{ me { id } }' };
    const { headers } = await gatehouse.app.server.inject({ method: 'POST', url: '/graphql', payload });
    expect(headers['cache-control']).toBe('no-store');
  });
});

describe('bad requests', () => {
  test.each([
    ['no JSON', 400, '{"query": ', JSON_TYPE],
    ['JSON that is no object', 400, '"hello"', JSON_TYPE],
    ['an empty body', 400, '', JSON_TYPE],
    ['a prototype in its JSON', 400, '{"__proto__": {"query": "{me{id}}"}}', JSON_TYPE],
    ['no query', 400, '{}', JSON_TYPE],
    ['a query that is no text', 400, '{"query": 5}', JSON_TYPE],
    ['variables that are text', 400, '{"query": "{me{id}}", "variables": "{}"}', JSON_TYPE],
    ['a batch', 400, '[{"query": "{me{id}}"}]', JSON_TYPE],
    ['no GraphQL', 400, '{"query": "select 1"}', JSON_TYPE],
    ['an unknown field', 400, '{"query": "{you{id}}"}', JSON_TYPE],
    ['over 100 kB', 413, JSON.stringify({ query: `{me{id}} #${'x'.repeat(110_000)}` }), JSON_TYPE],
    ['the content type of a form', 415, `query=${encodeURIComponent(REGISTER)}`, 'application/x-www-form-urlencoded'],
    ['the content type of text', 415, JSON.stringify({ query: REGISTER }), 'text/plain'],
    ['the content type of XML', 415, '<query/>', 'application/xml'],
  ])('a request with %s gets %i and a GraphQL error', async (_, status, payload, contentType) => {
    const answer = await post(payload, contentType);
    expect(answer.status).toBe(status);
    const [error] = JSON.parse(answer.text).errors;
    expect(error).toMatchObject({ message: expect.any(String), extensions: { code: expect.any(String) } });
    expect(answer.text).not.toMatch(/node_modules|\.js:|stack/);
  });

  test.each([
    ['aliases', `{${Array.from({ length: 21 }, (_, n) => ` a${n}: me { id }`).join('')} }`],
    ['depth', `{ __typename ${'... on Query { '.repeat(20)} __typename ${'}'.repeat(20)} }`],
    [
      'fragments in a circle',
      `{ ...f0 } ${Array.from({ length: 1800 }, (_, n) => `fragment f${n} on Query { ...f${(n + 1) % 1800} }`).join(' ')}`,
    ],
  ])('a request with an excess of %s gets 400', async (_, query) => {
    const { status, text } = await post(JSON.stringify({ query }));
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, expect.stringMatching(/^GRAPHQL_/)]);
  });

  // Each of them below all other limits.
  test.each([
    ['tokens', /more that 2000 tokens/, `{ ${'__typename '.repeat(2001)} }`],
    ['depth', /depth limit/, `{ ${'... on Query { '.repeat(14)} __typename ${'}'.repeat(14)} }`],
    [
      'cost',
      /^This operation costs \d+; at most 6000/,
      '{ users(first: 100) { edges { node { sessions(first: 100) { edges { node { id } } } } } } }',
    ],
  ])('the error about an excess of %s names the limit', async (_, message, query) => {
    const { errors } = JSON.parse((await post(JSON.stringify({ query }))).text);
    expect(errors[0].message).toMatch(message);
  });

  test('a request to a malformed address gets 400, and the address is not repeated', async () => {
    const response = await gatehouse.app.server.inject('/%zz');
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(response.body).not.toContain('%zz');
  });

  test('a mutation by GET changes nothing', async () => {
    const response = await gatehouse.app.server.inject({
      url: `/graphql?query=${encodeURIComponent(REGISTER)}`,
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(response.statusCode).toBe(405);
  });

  test('a request by GET from a page of another site is not run at all', async () => {
    const response = await gatehouse.app.server.inject({ url: '/graphql?query={me{id}}' });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  test('a request to an unknown path gets 404 and a GraphQL error', async () => {
    const answer = await post('{}', JSON_TYPE, 'POST', '/login');
    expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([404, 'BAD_REQUEST']);
  });

  test.each([
    ['PUT', '/graphql', 'GET, HEAD, POST'],
    ['DELETE', '/graphql?query={me{id}}', 'GET, HEAD, POST'],
    ['GET', '/graphql/stream', 'POST'],
    ['POST', '/livez', 'GET, HEAD'],
  ] as const)('a request by %s to %s gets 405, and the allowed methods', async (method, url, allow) => {
    const { statusCode, headers, body } = await gatehouse.app.server.inject({ method, url });
    expect([statusCode, headers.allow, JSON.parse(body).errors[0].extensions.code]).toEqual([
      405,
      allow,
      'BAD_REQUEST',
    ]);
  });

  test.each([
    ['no JSON', '{"query": ', '10', 'The body is not valid JSON.'],
    [
      'another length than announced',
      '{"query": "{me{id}}"}',
      '10',
      'The request is malformed. Correct it and try again.',
    ],
  ])('a request with %s gets an error that says so', async (_, payload, length, message) => {
    const headers = { 'content-type': JSON_TYPE, 'content-length': length };
    const { statusCode, body } = await gatehouse.app.server.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload,
    });
    expect([statusCode, body]).toEqual([400, expect.stringContaining(message)]);
  });

  test('bad requests write nothing to the database, and cause no error of the server', async () => {
    expect(await gatehouse.em.count(User, {})).toBe(0);
    expect(gatehouse.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
});
