import type { FastifyReply, FastifyRequest } from 'fastify';
import { addVary, sendBuiltFile } from './built-files.js';

/**
 * Whether a browser navigates to the URL, rather than a client sending a query by GET. The URL may contain a query in
 * either case: GraphiQL keeps the edited query there for reloads of the page.
 */
export function wantsExplorer({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && !!headers.accept?.includes('text/html');
}

/** Sends GraphiQL, unless the browser has it already. Nothing is loaded before the first visit. */
export async function sendExplorer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { EXPLORER_PAGE, EXPLORER_POLICY } = await import('./explorer-page.js');
  // With 304, too, because browsers replace the headers that they have cached.
  void reply.headers({ ...EXPLORER_POLICY, 'cache-control': 'no-cache' });
  // Queries by GET use the same URL, but no cache may store their responses.
  addVary(reply, 'Accept');
  return sendBuiltFile(request, reply, EXPLORER_PAGE);
}
