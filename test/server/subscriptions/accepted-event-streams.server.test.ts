import { useGatehouse } from '../../support/gatehouse.js';
import { SESSION_ENDED } from '../../support/live-clients.js';

/** Of urql's fetchExchange: for queries and mutations, and for subscriptions. */
const URQL =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
const URQL_SUBSCRIPTION = 'text/event-stream, multipart/mixed';

const gatehouse = useGatehouse();
let url: string;
let authorization: string;
beforeAll(async () => {
  url = await gatehouse.api.url();
  authorization = `Bearer ${(await gatehouse.api.newUser()).accessToken}`;
});

/** Status and type of the answer to an operation. */
async function answerTo(query: unknown, accept: string, path = '') {
  const headers = { 'content-type': 'application/json', accept, authorization };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  await response.body?.cancel();
  return `${response.status} ${response.headers.get('content-type')?.split(';')[0]}`;
}

describe('subscriptions by Accept header', () => {
  test.each([
    ['/stream', 'text/event-stream, application/json'],
    ['/stream', 'text/event-stream;charset=utf-8'],
    ['/stream', 'Text/Event-Stream'],
    ['/session', URQL_SUBSCRIPTION],
    ['', URQL_SUBSCRIPTION],
    ['', 'application/json, text/event-stream'],
    ['', URQL],
  ])('a subscription gets an event stream at /graphql%s with Accept: %s', async (path, accept) => {
    expect(await answerTo(SESSION_ENDED, accept, path)).toBe('200 text/event-stream');
  });

  test.each([
    ['/stream', 'text/event-stream;q=0, application/json', '406 application/json'],
    ['/stream', '*/*', '406 application/json'],
    ['', 'application/json, text/event-stream;q=0', '400 application/json'],
    ['', '*/*', '400 application/json'],
  ])('a subscription gets no event stream at /graphql%s with Accept: %s', async (path, accept, answer) => {
    expect(await answerTo(SESSION_ENDED, accept, path)).toBe(answer);
  });
});

describe('bodies that are not an operation', () => {
  test.each([
    ...['null', '0', 'false', '""', '"secret"', '[]', '{}', '{"query":5}'],
    ...[
      '{"query":"{ a }","variables":[]}',
      '{"query":"{ a }","operationName":5}',
      '{"query":"{ a }","extensions":"secret"}',
    ],
  ])('a request for an event stream is refused at once, and its body not repeated, if that is %s', async (body) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const signal = AbortSignal.timeout(5000);
    const response = await fetch(`${url}/stream`, { method: 'POST', headers, body, signal });
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect([response.status, errors[0]?.extensions]).toEqual([400, { code: 'BAD_REQUEST' }]);
    expect(errors[0]?.message).toMatch(/^The body is not an operation\. Send /);
  });
});

describe('other operations by Accept header', () => {
  test.each([
    ['a query', '{ me { id } }', '200'],
    ['a mutation', 'mutation { __typename }', '200'],
    ['what is not GraphQL', 'subscription {', '400'],
    ['what is no text', 5, '400'],
  ])('%s gets JSON, even if an event stream is accepted as well', async (_what, query, status) => {
    for (const accept of ['application/json, text/event-stream', 'text/event-stream, application/json']) {
      expect(await answerTo(query, accept)).toBe(`${status} application/json`);
    }
    expect(await answerTo(query, URQL)).toBe(`${status} application/graphql-response+json`);
  });
});
