import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * Packages of many modules, of which Jest would load each one anew for each test file; and whatever shares their state,
 * such as the classes of `graphql`, and must find the same copy.
 */
const PACKAGES = [
  ...['graphql', 'graphql-scalars', 'type-graphql', '@graphql-tools/utils', 'dataloader'],
  ...['@apollo/server', '@apollo/server/errors', '@apollo/server/plugin/disabled', '@escape.tech/graphql-armor'],
  ...['@apollo/subgraph', '@apollo/gateway', 'graphql-http'],
  ...['@apollo/client', '@apollo/client/link', '@apollo/client/utilities', 'rxjs'],
  ...['graphql-ws', 'graphql-sse', 'graphql-sse/lib/use/fastify'],
  ...['@mikro-orm/core', '@mikro-orm/sql', '@mikro-orm/postgresql', '@mikro-orm/pglite', '@mikro-orm/migrations'],
  ...['@mikro-orm/decorators/legacy', 'pg', 'zod', 'uuid', 'jsonwebtoken', 'prom-client', 'nodemailer', 'smtp-server'],
  ...['@simplewebauthn/server', '@simplewebauthn/server/helpers'],
  ...['fastify', '@fastify/cookie', '@fastify/cors', '@fastify/websocket', 'fast-check'],
];

/** Native code, WebAssembly and threads, which look for files beside their own. */
const NATIVE = ['bcrypt', 'piscina', 'pino', 'pg-native', '@electric-sql/*', 'typescript'];

/** Loaded by type-graphql where arguments are validated by decorators, which we do not use. */
const MISSING = ['class-validator'];

/** What CommonJS finds in every module. */
const BANNER = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { filename: __filename, dirname: __dirname } = import.meta;`;

/** Bundles the packages, unless that was done since they were installed. Answers where Jest is to look for each. */
export async function bundledPackages() {
  const key = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(readFileSync(import.meta.filename));
  const folder = resolve('node_modules/.cache/gatehouse-tests', key.digest('hex').slice(0, 16));
  if (!existsSync(folder)) await bundleInto(folder);
  return Object.fromEntries(PACKAGES.map((name) => [`^${name}$`, join(folder, fileOf(name))]));
}

async function bundleInto(folder) {
  const unfinished = `${folder}-${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  for (const name of PACKAGES) await writeFile(join(unfinished, fileOf(name)), await reexport(name));
  await build({
    entryPoints: PACKAGES.map((name) => join(unfinished, fileOf(name))),
    ...{ outdir: unfinished, allowOverwrite: true, outExtension: { '.js': '.mjs' }, banner: { js: BANNER } },
    ...{
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      keepNames: true,
      external: [...NATIVE, ...MISSING],
    },
  });
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

/** By name, for a bundle of CommonJS has no names of its own. */
async function reexport(name) {
  const names = Object.keys(await import(name)).filter((each) => each !== 'module.exports');
  return `export { ${names.join(', ')} } from '${name}';\n`;
}

function fileOf(name) {
  return `${name.replaceAll(/[@/]/g, '_')}.mjs`;
}
