import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Whether a browser navigates to the address, rather than a client sending a query by GET. The address may hold one all
 * the same: GraphiQL keeps the query there that is being edited, for when the page is loaded anew.
 */
export function wantsExplorer({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && !!headers.accept?.includes('text/html');
}

/** The page has 9 MB, which a server is spared until somebody looks at it. */
export async function sendExplorer(reply: FastifyReply): Promise<FastifyReply> {
  const { EXPLORER_PAGE, EXPLORER_POLICY } = await import('./explorer-page.js');
  return reply.headers(EXPLORER_POLICY).type('text/html; charset=utf-8').send(EXPLORER_PAGE);
}
