import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const JSON_TYPE = 'application/json';

/** Error codes; http-errors.ts has their messages. */
export const NOT_UTF8 = 'NOT_UTF8';
export const OTHER_CHARSET = 'OTHER_CHARSET';
export const COMPRESSED = 'COMPRESSED';

/**
 * Reads requests only as UTF-8 (RFC 8259 §8.1). Invalid bytes would be decoded as U+FFFD, which would make different
 * passwords equal.
 */
export function requireUtf8(server: FastifyInstance): void {
  readJsonBodies(server);
  server.addHook('onRequest', ({ url }, _reply, done) => {
    const start = url.indexOf('?');
    if (start < 0 || isQueryInUtf8(url.slice(start + 1))) done();
    else done(badRequest(NOT_UTF8));
  });
}

/** With Fastify's own JSON parser, which refuses to set prototypes. */
function readJsonBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isCompressed(request)) return done(Object.assign(badRequest(COMPRESSED), { statusCode: 415 }));
    if (declaresOtherCharset(request)) return done(badRequest(OTHER_CHARSET));
    if (!isUtf8(body)) return done(badRequest(NOT_UTF8));
    parseJson(request, body.toString(), done);
  });
}

function isCompressed({ headers }: FastifyRequest): boolean {
  return !/^(identity)?$/i.test(headers['content-encoding'] ?? '');
}

/**
 * Checks every parameter with this name, or that looks like one, because parsers disagree about which of several
 * applies.
 */
function declaresOtherCharset({ headers }: FastifyRequest): boolean {
  const contentType = headers['content-type'] ?? '';
  if (contentType === JSON_TYPE) return false;
  const charsets = contentType.matchAll(/;\s*charset\s*=\s*("[^"]*"|[^;\s]*)/gi);
  return Array.from(charsets).some(([, charset = '']) => !/^("?)utf-?8\1$/i.test(charset));
}

/** Browsers and Apollo Server would decode invalid bytes as U+FFFD. */
function isQueryInUtf8(query: string): boolean {
  try {
    decodeURIComponent(query);
    return /^[\x21-\x7e]*$/.test(query);
  } catch {
    return false;
  }
}

function badRequest(code: string): Error {
  return Object.assign(new Error('bad request'), { code, statusCode: 400 });
}
