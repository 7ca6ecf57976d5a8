import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { RequestErrorCode } from '../api/request-errors.js';
import { describeForLog } from '../logger.js';
import { BAD_HOST } from './host-header.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import type { SecurityHeaders } from './security-headers.js';
import { BAD_REQUEST } from './telemetry/request-record.js';
import { COMPRESSED, NOT_UTF8, OTHER_CHARSET } from './utf8.js';

const NO_JSON = 'The body is not valid JSON. Send an object such as {"query": "{ me { email } }"}.';

/** The code of an error. */
export const NO_OPERATION = 'NO_OPERATION';

/**
 * The messages for requests that fail before they reach GraphQL, by Fastify's code or by status. None repeats the
 * request.
 */
const MESSAGES: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: NO_JSON,
  FST_ERR_CTP_EMPTY_JSON_BODY: NO_JSON,
  [NOT_UTF8]: 'The request is not valid UTF-8. Encode the body, and the percent-encoded parts of the URL, as UTF-8.',
  [OTHER_CHARSET]: 'Only UTF-8 is accepted. Encode the body as UTF-8, and omit the charset or set it to utf-8.',
  [COMPRESSED]: 'Compressed bodies are not supported. Send the body as it is, without the header Content-Encoding.',
  [NO_OPERATION]:
    'The body is not an operation. Send an object with the text "query" and, where needed, the text "operationName" and the ' +
    'objects "variables" and "extensions".',
  [BAD_HOST]:
    'Send exactly one Host header, with the name or address of this server, such as "Host: auth.example.com".',
  404: 'There is nothing here. The API is at POST /graphql.',
  405: 'This path does not support that method. The Allow header lists those it supports.',
  406: 'This path serves event streams only. Send the header "Accept: text/event-stream".',
  408: 'The request took too long to arrive. Send it again.',
  413: 'The body is too large. Send at most 100 kB.',
  415: 'The content type is not supported. Send the body as application/json.',
  429: 'Too many connections are open. Close some, or try again later.',
  431: 'The headers are too large. Send at most 16 kB.',
};

/** Sends failures outside GraphQL in GraphQL's format, too, so that clients have to handle only one format. */
export function sendErrorsAsGraphQL(server: FastifyInstance): void {
  server.setNotFoundHandler(notFoundHandler(server));
  server.setErrorHandler((error: FastifyError | GraphQLError, request, reply) => {
    closeRefusedUpgrade(request, reply);
    if (error instanceof GraphQLError && error.extensions.http) return refuse(reply, error);
    const status = ('statusCode' in error && error.statusCode) || 500;
    if (status >= 500) request.log.error({ error: describeForLog(error) }, 'request failed');
    return reply.code(status).send(errorBody(status, (error as FastifyError).code));
  });
}

/** Responds with 405 if other methods are allowed: RFC 9110 §15.5.6. */
function notFoundHandler(server: FastifyInstance) {
  const methods = new Map<string, string[]>();
  server.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), method].flat().sort());
  });
  return ({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const allowed = methods.get(url.split('?', 1)[0] ?? '');
    if (!allowed || allowed.includes(method)) return reply.code(404).send(errorBody(404));
    return reply.code(405).header('allow', allowed.join(', ')).send(errorBody(405));
  };
}

/** For errors outside a single operation: an event stream. */
function refuse(reply: FastifyReply, { message, extensions: { http, ...extensions } }: GraphQLError): FastifyReply {
  const { status = 500 } = http as { status?: number };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}

/** For URLs so malformed that they match no route: Fastify's own response would repeat them, and hooks do not run. */
export function badAddressHandler(headers: SecurityHeaders) {
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    void reply.headers(headers).header(REQUEST_ID_HEADER, request.id).header('connection', 'close');
    closeRefusedUpgrade(request, reply);
    void reply.code(400).send(errorBody(400));
    request.log.info({ method: request.method, status: 400, outcome: BAD_REQUEST }, 'request');
  };
}

/**
 * Node.js does not close the connection of an upgrade request, and @fastify/websocket only does so for requests that
 * have reached its hook.
 */
function closeRefusedUpgrade({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.headers.upgrade) reply.raw.once('finish', () => raw.socket.destroy());
}

const STATUS_OF_CLIENT_ERRORS: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** For requests that are not HTTP, or arrive too slowly: https://nodejs.org/api/http.html#event-clienterror */
export function clientErrorHandler(headers: SecurityHeaders) {
  return function (this: FastifyInstance, { code = '' }: NodeJS.ErrnoException, socket: Socket): void {
    if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = STATUS_OF_CLIENT_ERRORS[code] ?? 400;
    // Not the error itself, because it contains the bytes that were sent.
    this.log.info({ status, outcome: BAD_REQUEST, reason: code }, 'request');
    socket.end(rawResponse(status, headers));
  };
}

function rawResponse(status: number, headers: SecurityHeaders): string {
  const body = JSON.stringify(errorBody(status));
  const lines = Object.entries({
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}

function errorBody(status: number, cause = '') {
  const code = status < 500 ? 'BAD_REQUEST' : RequestErrorCode.INTERNAL_SERVER_ERROR;
  const fallback =
    status < 500 ? 'The request is malformed. Correct it and try again.' : 'The server could not do this. Try again.';
  return { errors: [{ message: MESSAGES[cause] ?? MESSAGES[status] ?? fallback, extensions: { code } }] };
}
