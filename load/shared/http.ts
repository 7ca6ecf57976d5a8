import { once } from 'node:events';
import { Agent, request as startRequest } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true });

export function jsonRequest(url: string, body: object, headers: Record<string, string> = {}): HttpRequest {
  const json = { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  return { method: 'POST', url, ...json };
}

/** Answers the text of the response, which must be a success. */
export async function send({ method, url, headers, body }: HttpRequest): Promise<string> {
  const [response] = await once(startRequest(url, { agent, method, headers }).end(body), 'response');
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${answer}`);
  return answer;
}
