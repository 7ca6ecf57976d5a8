import { once } from 'node:events';
import { Agent, request as startRequest } from 'node:http';
import { text } from 'node:stream/consumers';

/** A JSON body to POST. */
export interface HttpRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const agent = new Agent({ keepAlive: true });

export function jsonRequest(url: string, body: object, headers: Record<string, string> = {}): HttpRequest {
  return { url, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** Answers the text of the response, which must be a success. */
export async function send({ url, headers, body }: HttpRequest): Promise<string> {
  const request = startRequest(url, { agent, method: 'POST', headers }).end(body);
  const [response] = await once(request, 'response');
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${answer}`);
  return answer;
}
