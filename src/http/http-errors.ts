import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeForLog } from '../errors/describe-for-log.js';
import { RequestErrorCode } from '../errors/request-errors.js';

/** What a client reads when a request fails before it reaches GraphQL. None of the texts repeats the request. */
const MESSAGES: Record<number, string> = {
  400: 'The body is not valid JSON. Send an object such as {"query": "{ me { email } }"}.',
  404: 'There is nothing here. The API is at POST /graphql.',
  406: 'Only event streams are here. Send the header "Accept: text/event-stream".',
  413: 'The body is too large. Send at most 100 kB.',
  415: 'The content type is not supported. Send the body as application/json.',
  429: 'Too many connections are open. Close some, or try again later.',
};

const FALLBACK_MESSAGE = 'The request cannot be understood.';

/** Every failure outside GraphQL is answered in its form too, so that clients have one kind of error to read. */
export function answerErrorsAsGraphQL(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(errorBody(404)));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error: describeForLog(error) }, 'request failed');
    return reply.code(status).send(errorBody(status));
  });
}

/** For addresses so malformed that they match no route: Fastify's own answer would repeat them. */
export function answerFrameworkError(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(400).send({ errors: [{ message: FALLBACK_MESSAGE, extensions: { code: 'BAD_REQUEST' } }] });
}

function errorBody(status: number) {
  const code = status < 500 ? 'BAD_REQUEST' : RequestErrorCode.INTERNAL_SERVER_ERROR;
  const fallback = status < 500 ? FALLBACK_MESSAGE : 'The server failed to do this. Try again.';
  return { errors: [{ message: MESSAGES[status] ?? fallback, extensions: { code } }] };
}
