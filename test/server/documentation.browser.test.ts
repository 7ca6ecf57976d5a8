import { readFileSync } from 'node:fs';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { describeInBrowser, useBrowser, useFrontEnd } from '../support/browser.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGIN } from '../support/operations.js';

const section = readFileSync('docs/browsers.md', 'utf8').split('\n## With fetch\n')[1] ?? '';
const sample = /```js\n(.*?)```/s.exec(section)?.[1] ?? '';

describeInBrowser('the sample for fetch in docs/browsers.md', () => {
  const gatehouse = useGatehouse();
  const frontEnd = useFrontEnd();
  const browser = useBrowser();

  test('the sample for fetch in docs/browsers.md keeps a user signed in until they log out', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email });
    frontEnd.script = sample.replace('http://localhost:4000', await gatehouse.api.origin());
    const page = await browser.open(frontEnd.url());
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the API.
    const run = (script: string) => page.evaluate<any>(script);
    await run(`send(${JSON.stringify(LOGIN)}, { input: { email: '${email}', password: '${PASSWORD}' } })`);
    gatehouse.clock.advance({ minutes: 16 });
    expect((await run("send('{ me { email } }')")).data.me.email).toBe(email);
    expect((await run('logout()')).data.logout.endedSessionCount).toBe(1);
    expect((await run("send('{ me { email } }')")).data).toEqual({ me: null });
  });
});
