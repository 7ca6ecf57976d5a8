import { once } from 'node:events';
import { connect } from 'node:net';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({ requestTimeoutSeconds: 1, logLevel: 'info' });
let origin: URL;
beforeAll(async () => {
  origin = new URL(await gatehouse.api.origin());
});

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';

/** Sends the beginning at once and then a byte now and then, as long as the server lets it. Answers what it is told. */
async function drip(beginning: string): Promise<string> {
  const socket = connect(Number(origin.port), origin.hostname).setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(beginning);
  const dripping = setInterval(() => socket.write('x'), 100);
  const chunks = await socket.on('error', () => {}).toArray();
  clearInterval(dripping);
  return chunks.join('');
}

test.each([
  ['sending headers', `${HEAD}x-long: `],
  ['sending the body', `${HEAD}content-length: 1000\r\n\r\n{`],
])('a client that takes too long %s is cut off, with a response that says so', async (_, beginning) => {
  const answer = await drip(beginning);
  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
  expect(answer).toContain('The request took too long to arrive.');
  expect(gatehouse.requestLines().at(-1)).toMatchObject({ status: 408, outcome: 'BAD_REQUEST' });
});

test('a client that sends nothing at all is cut off with 408', async () => {
  const socket = connect(Number(origin.port), origin.hostname).setEncoding('utf8');
  expect((await socket.toArray()).join('')).toMatch(/^HTTP\/1.1 408 /);
});
