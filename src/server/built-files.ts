import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** A file for browsers that the build has made, with its compressed forms beside it. */
export interface BuiltFile {
  readonly path: string;
  readonly type: string;
  /** Weak, because it identifies the file in any encoding: RFC 9110 §8.8.1. */
  readonly tag: string;
}

const FILE_ENDINGS = { br: '.br', gzip: '.gz', identity: '' };

/** In order of preference. */
const ENCODINGS = Object.keys(FILE_ENDINGS) as (keyof typeof FILE_ENDINGS)[];

/** Where the scripts of the build put files. In the tests this module is `.ts`, outside of the build. */
export function builtFolder(name: string): string {
  const dist = extname(import.meta.url) === '.ts' ? '../../dist' : '../..';
  return fileURLToPath(new URL(`${dist}/${name}/`, import.meta.url));
}

/** For caches: the response also depends on that header of the request. */
export function addVary(reply: FastifyReply, header: string): void {
  void reply.header('vary', [reply.getHeader('vary') ?? [], header].flat().join(', '));
}

/**
 * Sends a file, unless the browser has it already. It is read from the disk every time: together they would take more memory
 * than everything else that a server caches, and browsers request them once.
 */
export function sendBuiltFile({ headers }: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  void reply.header('etag', file.tag);
  addVary(reply, 'Accept-Encoding');
  if (headers['if-none-match']?.includes(file.tag)) return reply.code(304).send();
  const accepted = new Negotiator({ headers }).encodings(ENCODINGS);
  const encoding = ENCODINGS.find((each) => accepted.includes(each)) ?? 'identity';
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  return reply.type(file.type).send(createReadStream(file.path + FILE_ENDINGS[encoding]));
}
