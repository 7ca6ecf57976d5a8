import { once } from 'node:events';
import { Agent, request as startRequest } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** How long to wait for the answer; without, as long as it takes. */
  readonly timeoutMillis?: number;
}

const agent = new Agent({ keepAlive: true });

export function jsonRequest(url: string, body: object, headers: Record<string, string> = {}): HttpRequest {
  const json = { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  return { method: 'POST', url, ...json };
}

/** Answers the text of the response, which must be a success. */
export async function send({ method, url, headers, body, timeoutMillis }: HttpRequest): Promise<string> {
  const signal = timeoutMillis === undefined ? undefined : AbortSignal.timeout(timeoutMillis);
  const options = { agent, method, headers, ...(signal && { signal }) };
  const [response] = await once(startRequest(url, options).end(body), 'response');
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${answer}`);
  return answer;
}

/** Closes the connections that are kept for further requests. */
export function closeConnections(): void {
  agent.destroy();
}
