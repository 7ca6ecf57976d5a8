import autocannon from 'autocannon';
import { type Figures, summarize } from '../shared/figures.ts';
import { type HttpRequest, send } from '../shared/http.ts';

/** A request that gets the same answer every time. */
export interface FixedRequest extends HttpRequest {
  readonly expectedBody: string;
}

/** Fixes the answer to what it is now, having made sure that it is the right one. */
export async function withExpectedBody(request: HttpRequest, expectedText: string): Promise<FixedRequest> {
  const expectedBody = await send(request);
  if (!expectedBody.includes(expectedText)) throw new Error(`${request.url} answered ${expectedBody}`);
  return { ...request, expectedBody };
}

/** Sends one request over and over on many connections. Any wrong answer is an error. */
export async function repeatRequest(
  { expectedBody: expectBody, ...request }: FixedRequest,
  load: { connections: number; durationSeconds: number },
): Promise<Figures> {
  const latenciesMillis: number[] = [];
  // autocannon's own histogram knows whole milliseconds only.
  const setupClient = (client: autocannon.Client) =>
    void client.on('response', (_status, _bytes, millis) => latenciesMillis.push(millis));
  const { connections, durationSeconds: duration } = load;
  const result = await autocannon({ ...request, expectBody, connections, duration, setupClient, bailout: 1 });
  refuseFailures(request.url, result);
  return summarize(latenciesMillis, result.duration);
}

function refuseFailures(url: string, { errors, non2xx, mismatches }: autocannon.Result): void {
  if (errors + non2xx + mismatches === 0) return;
  throw new Error(`${url}: ${errors} errors, ${non2xx} bad statuses, ${mismatches} answers that were not as expected.`);
}
