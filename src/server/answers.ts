import type { FastifyInstance } from 'fastify';
import { REQUEST_ID_HEADER } from './request-id.js';
import type { SecurityHeaders } from './security-headers.js';
import { RequestRecord } from './telemetry/request-record.js';

/** Begins each request's record, and gives each answer its security headers and the request's id. */
export function prepareAnswers(server: FastifyInstance, headers: SecurityHeaders): void {
  server.decorateRequest('record', null as unknown as RequestRecord);
  server.addHook('onRequest', (request, reply, done) => {
    request.record = new RequestRecord();
    reply.headers(headers).header(REQUEST_ID_HEADER, request.id);
    done();
  });
}
