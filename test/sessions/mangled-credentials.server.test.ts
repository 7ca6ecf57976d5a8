import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import fc from 'fast-check';
import type { Answer, SignedIn } from '../support/api-client.js';
import { Dice } from '../support/fuzz/dice.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../support/fuzz/effort.js';
import { mangleHeader } from '../support/fuzz/mangled-token.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
let ada: SignedIn;
let eve: SignedIn;
beforeAll(async () => {
  ada = await gatehouse.api.newUser();
  eve = await gatehouse.api.newUser();
});

describe('the Authorization header', () => {
  const refused = { status: 200, data: { me: null }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

  test(
    'a mangled Authorization header is rejected, in whichever way it was mangled',
    async () => {
      const property = fc.asyncProperty(fc.gen(), async (generate) => {
        const { way, authorization } = mangleHeader(ada.accessToken, eve.accessToken, new Dice(generate));
        const answer = await gatehouse.api.me({ headers: { authorization } });
        expect({ way, authorization, ...answer }).toMatchObject(refused);
      });
      await fc.assert(property, effort(1000));
      expect(gatehouse.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
    },
    FUZZ_TIMEOUT_MILLIS,
  );

  test('only the first of two Authorization headers counts, as in Node.js', async () => {
    const url = await gatehouse.api.url();
    const body = '{"query":"{me{email}}"}';
    const send = async (...credentials: string[]): Promise<Answer> => {
      const fixed = { host: new URL(url).host, 'content-type': 'application/json', 'content-length': `${body.length}` };
      const headers = [...Object.entries(fixed).flat(), ...credentials.flatMap((each) => ['authorization', each])];
      const [response] = await once(request(url, { method: 'POST', headers }).end(body), 'response');
      return (await json(response)) as Answer;
    };
    const [good, bad] = [`Bearer ${ada.accessToken}`, 'Bearer bad'];
    expect((await send(good, bad)).data.me.email).toBe(ada.user.email);
    expect((await send(bad, good)).errors).toMatchObject(refused.errors);
  });

  test.each([
    ['a parameter of the address', '?access_token=', {}],
    ['another header', '?x=', { 'x-access-token': '', 'proxy-authorization': 'Bearer ', 'x-authorization': 'Bearer ' }],
  ])('a token is accepted in the Authorization header only, not in %s', async (_, parameter, prefixes) => {
    const entries = Object.entries(prefixes).map(([name, prefix]) => [name, `${prefix}${ada.accessToken}`]);
    const headers = { 'content-type': 'application/json', ...Object.fromEntries(entries) };
    const url = `/graphql${parameter}${ada.accessToken}`;
    const response = await gatehouse.app.server.inject({
      method: 'POST',
      url,
      headers,
      payload: { query: '{me{email}}' },
    });
    expect(response.json()).toEqual({ data: { me: null } });
  });
});
