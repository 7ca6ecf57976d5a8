import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { Session } from '../../src/sessions/session.entity.js';
import { noteSecrets, PASSWORD, someEmail } from '../support/api-client.js';
import { findTool } from '../support/deploy-tools.js';
import { useGatehouse } from '../support/gatehouse.js';
import { TRANSPORTS } from '../support/live-clients.js';
import { ME, REGISTER } from '../support/operations.js';
import { PROXIES, type ProxyName } from '../support/proxy-samples.js';
import { CERTIFICATE_AUTHORITY, ReverseProxy } from '../support/reverse-proxy.js';

const gatehouse = useGatehouse({ trustProxy: '127.0.0.1' });
const names = Object.keys(PROXIES) as ProxyName[];

/** What the server accepts, and 1 kB more. */
const BODY_BYTES = { accepted: 100 * 1024, refused: 101 * 1024 };

beforeAll(() => setDefaultCACertificates([...getCACertificates(), CERTIFICATE_AUTHORITY]));

test('there is a sample for each of the proxies', () => {
  expect(names).toEqual(['nginx', 'caddy']);
});

for (const name of names) {
  const isInstalled = findTool(name) !== undefined;
  (isInstalled ? describe : describe.skip)(`${name} in front of the server`, () => {
    let proxy: ReverseProxy;
    beforeAll(async () => {
      proxy = await ReverseProxy.start(name, new URL(await gatehouse.api.url()).port);
    });
    afterAll(() => proxy?.stop());

    /** Somebody new, who registered through the proxy. */
    async function register(from: string, headers: object = {}) {
      const variables = { input: { email: someEmail(), password: PASSWORD } };
      const { body } = await proxy.send(JSON.stringify({ query: REGISTER, variables }), { from, headers });
      const answer = JSON.parse(body);
      noteSecrets(variables, undefined, answer);
      return answer.data.register;
    }

    /** An operation that is so long because of a comment. */
    const sendBytes = (length: number) => {
      const padding = length - JSON.stringify({ query: '{ __typename } #' }).length;
      return proxy.send(JSON.stringify({ query: `{ __typename } #${'x'.repeat(padding)}` }));
    };

    test(`through ${name}, users are who they are by their access token`, async () => {
      const { accessToken, user } = await register('127.0.0.1');
      const headers = { authorization: `Bearer ${accessToken}` };
      const { body } = await proxy.send(JSON.stringify({ query: ME }), { headers });
      expect(JSON.parse(body).data.me.id).toBe(user.id);
    });

    test(`through ${name}, sessions and the audit trail have the address of the client, whatever it claims`, async () => {
      const { session, user } = await register('127.0.0.7', { 'x-forwarded-for': '203.0.113.9' });
      const event = await gatehouse.em.findOneOrFail(AuditEvent, { subjectId: user.id });
      const { ipAddress } = await gatehouse.em.findOneOrFail(Session, session.id);
      expect([event.ipAddress, ipAddress]).toEqual(['127.0.0.7', '127.0.0.7']);
    });

    test.each(Object.entries(TRANSPORTS))(
      `through ${name}, the end of a session arrives by %s`,
      async (_name, watch) => {
        const { accessToken } = await register('127.0.0.1');
        const { told } = await watch(proxy.url, accessToken);
        await gatehouse.api.logout({ token: accessToken });
        expect((await told).results.map(({ data }) => data.sessionEnded.reason)).toEqual(['LOGOUT']);
      },
    );

    test(`through ${name}, bodies may be as long as the server accepts, and no longer`, async () => {
      const [accepted, refused] = [await sendBytes(BODY_BYTES.accepted), await sendBytes(BODY_BYTES.refused)];
      expect([accepted.status, refused.status]).toEqual([200, 413]);
    });
  });
}
