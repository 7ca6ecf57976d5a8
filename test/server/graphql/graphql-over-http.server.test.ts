import { type AuditResult, serverAudits } from 'graphql-http';
import { useGatehouse } from '../../support/gatehouse.js';

/**
 * Apollo Server answers 400 to what it does not run, whichever media type is asked for; for `application/json` 200 is
 * suggested. Its own list, for an older graphql-http:
 * https://github.com/apollographql/apollo-server/blob/main/packages/integration-testsuite/src/httpSpecTests.ts
 */
const ANSWERED_400_INSTEAD_OF_200: Record<string, string> = {
  '572B': 'a document that cannot be parsed',
  FDE2: 'a document that is not valid',
  '7B9B': 'variables that do not fit',
};

const gatehouse = useGatehouse();
let url: string;
beforeAll(async () => {
  url = await gatehouse.api.url();
});

/**
 * Without the header, requests by GET count as another site's:
 * https://www.apollographql.com/docs/apollo-server/security/cors#preventing-cross-site-request-forgery-csrf
 */
const fetchFn = (address: string, init: RequestInit = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, 'apollo-require-preflight': 'yes' } });

const audits = serverAudits({ url: () => url, fetchFn });

const outcome = (result: AuditResult) =>
  result.status === 'ok' ? 'ok' : { status: result.response.status, reason: result.reason };

test.each(audits.filter(({ id }) => !(id in ANSWERED_400_INSTEAD_OF_200)))(
  'the audit $id of graphql-http passes: $name',
  async (audit) => {
    expect(outcome(await audit.fn())).toBe('ok');
  },
);

test.each(Object.entries(ANSWERED_400_INSTEAD_OF_200))('the audit %s of graphql-http gets 400 for %s', async (id) => {
  const result = await audits.find((audit) => audit.id === id)?.fn();
  expect(result).toMatchObject({ status: 'warn', response: { status: 400 } });
});
