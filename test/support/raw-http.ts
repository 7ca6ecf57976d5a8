import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RawAnswer {
  /** NaN where the connection was closed without an answer. */
  readonly status: number;
  readonly body: string;
}

/** Sends bytes that no HTTP client would, and reads until the server closes the connection. */
export async function sendRaw(port: number, request: string): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(Buffer.from(request, 'latin1'));
  // Not sooner: Node.js gives up what it has not answered by then.
  socket.once('readable', () => socket.end());
  const answer = (await buffer(socket)).toString();
  const [head = '', ...body] = answer.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1] ?? Number.NaN), body: body.join('\r\n\r\n') };
}
