import fc from 'fast-check';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../support/fuzz/effort.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN, ME } from '../support/operations.js';

const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });

const json = fc.jsonValue({ maxDepth: 3 });
const graphql = fc.record(
  {
    query: fc.oneof(fc.constantFrom(ME, LOGIN, '{', '', '#'), json),
    variables: fc.oneof(json, fc.record({ input: json })),
    operationName: json,
    extensions: fc.oneof(json, fc.constant({ persistedQuery: { version: 1, sha256Hash: 'abc' } })),
  },
  { requiredKeys: ['query'] },
);
const payload = fc.oneof(
  graphql.map((body) => JSON.stringify(body)),
  fc.json(),
  fc.string({ unit: 'binary' }),
);

const word = fc.string({ unit: 'binary', maxLength: 30 });
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 5, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=utf-16', 'application/json;charset', 'application/graphql', ''),
      word,
    ),
    accept: fc.oneof(
      fc.constantFrom('application/graphql-response+json', 'text/html', '*/*;q=x', 'multipart/mixed'),
      word,
    ),
    cookie: word,
    origin: fc.oneof(fc.constantFrom('null', 'http://localhost:1', 'http://['), word),
    'user-agent': word,
    'x-forwarded-for': fc.oneof(fc.constantFrom('::', '1.2.3.4, 5.6.7.8', '999.1.1.1', ','), word),
    'x-request-id': word,
    traceparent: word,
  },
  { requiredKeys: ['content-type'] },
);
const request = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'HEAD'),
  url: fc.oneof(
    { weight: 5, arbitrary: fc.constant('/graphql') },
    word.map((text) => `/graphql?${encodeURIComponent(text)}`),
  ),
  headers,
  payload,
});

test(
  'random requests never make the server fail',
  async () => {
    const property = fc.asyncProperty(request, async ({ method, ...rest }) => {
      const { statusCode, body } = await gatehouse.app.server.inject({ method: method as 'POST', ...rest });
      expect(statusCode).toBeLessThan(500);
      if (statusCode >= 400) expect(body ? JSON.parse(body).errors : []).toEqual(expect.any(Array));
      expect(gatehouse.log.splice(0).filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    });
    await fc.assert(property, effort(500));
  },
  FUZZ_TIMEOUT_MILLIS,
);
