import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One line for each request, without its query string, variables, body and headers. */
export function logRequests(server: FastifyInstance): void {
  server.requestEndListeners.push((request, reply) => {
    request.log.info(describeRequest(request, reply), 'request');
  });
}

function describeRequest({ method, routeOptions, record }: FastifyRequest, reply: FastifyReply) {
  const { operationName, fieldNames, userId, serviceAccountId, errorId, traceId, clientGone, closing } = record;
  return {
    method,
    path: routeOptions.url,
    status: reply.statusCode,
    durationMillis: Math.round(reply.elapsedTime * 10) / 10,
    operationName,
    operation: fieldNames.join(',') || undefined,
    outcome: record.outcome(reply.statusCode),
    clientGone,
    ...closing,
    userId,
    serviceAccountId,
    errorId,
    traceId,
  };
}

const SECRET_FIELDS = [
  ...['password', 'newPassword', 'currentPassword', 'passwordHash', 'digest', 'secret'],
  ...['token', 'accessToken', 'refreshToken', 'authorization', 'cookie'],
];

/**
 * Never logged: a safety net, in addition to the rule that our log lines do not contain them. Paths with wildcards
 * would cover more, but take thirty times as long as the line itself, which every request writes.
 */
export const REDACTED_PATHS = [
  ...['', 'input.', 'headers.'].flatMap((place) => SECRET_FIELDS.map((field) => place + field)),
  ...['variables', 'body', 'err.rawPacket', 'error.rawPacket'],
];
