import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One line for each request, without its query string, variables, body and headers. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => request.log.info(describeRequest(request, reply), 'request'));
}

function describeRequest({ method, routeOptions, record }: FastifyRequest, reply: FastifyReply) {
  const { operationName, fieldNames, userId, errorId, traceId } = record;
  return {
    method,
    path: routeOptions.url,
    status: reply.statusCode,
    durationMillis: Math.round(reply.elapsedTime * 10) / 10,
    operationName,
    operation: fieldNames.join(',') || undefined,
    outcome: record.outcome(reply.statusCode),
    userId,
    errorId,
    traceId,
  };
}

/**
 * What may never be logged, should anything ever try to. No line of ours has these; the raw bytes of a request that
 * Node could not parse come with its error.
 */
export const REDACTED_PATHS = [
  ...['password', 'newPassword', 'currentPassword', 'passwordHash', 'token', 'accessToken', 'refreshToken'],
  ...['authorization', 'cookie', 'digest', 'tokenDigest', 'variables', 'rawPacket'],
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
