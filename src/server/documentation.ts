import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { builtFolder } from './built-files.js';
import { DOCUMENTATION_PATH } from './paths.js';

/** Pages about the whole, beside those in the folder `docs`. */
const FILES = ['README.md', 'SECURITY.md', 'CHANGELOG.md', 'schema.graphql'];

const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.graphql': 'text/plain; charset=utf-8',
};

/** The documentation of this version, as pages. In development only: it is loaded at the first visit. */
export function addDocumentation(server: FastifyInstance): void {
  const root = join(builtFolder('src'), '../..');
  let files: ReadonlySet<string> | undefined;
  server.get<{ Params: { '*': string } }>(`${DOCUMENTATION_PATH}/*`, async (request, reply) => {
    files ??= listFiles(root);
    const path = request.params['*'];
    if (!files.has(path)) return reply.callNotFound();
    return extname(path) === '.md' ? sendPage(reply, root, path, files) : sendFile(reply, join(root, path));
  });
}

/** By name: what is not in it cannot be requested. */
function listFiles(root: string): Set<string> {
  const documents = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (name) => `docs/${name}`,
  );
  const all = [...FILES, ...documents.map((path) => path.replaceAll('\\', '/'))];
  return new Set(
    all.filter((path) => ['.md', ...Object.keys(TYPES)].includes(extname(path)) && existsSync(join(root, path))),
  );
}

async function sendPage(reply: FastifyReply, root: string, path: string, files: ReadonlySet<string>) {
  const { documentPolicy, renderDocument } = await import('./document-page.js');
  const page = renderDocument(await readFile(join(root, path), 'utf8'), path, files);
  return reply.headers(documentPolicy).type('text/html; charset=utf-8').send(page);
}

function sendFile(reply: FastifyReply, path: string): FastifyReply {
  return reply.type(TYPES[extname(path)] as string).send(createReadStream(path));
}
