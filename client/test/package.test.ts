import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildSchema, getNamedType, isUnionType, parse, validate } from 'graphql';
import * as operations from '../src/operations.js';

const PEERS = ['@apollo/client/*', 'rxjs'];
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

async function bundle(entry: string) {
  const entryPoints = [resolve(`client/dist/${entry}.js`)];
  const options = { bundle: true, minify: true, write: false, metafile: true, external: PEERS } as const;
  const { outputFiles, metafile } = await build({ entryPoints, format: 'esm', target: 'es2022', ...options });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { code: outputFiles[0]?.contents ?? new Uint8Array(), imported: new Set(imported) };
}

describe('the package', () => {
  test('is below 5 kB, minified and compressed', async () => {
    const { code } = await bundle('index');
    expect(gzipSync(code).length).toBeLessThan(5000);
    expect(brotliCompressSync(code).length).toBeLessThan(5000);
  });

  test.each([
    ['index', []],
    ['relay', []],
    ['apollo', ['@apollo/client/link', '@apollo/client/utilities', 'rxjs']],
  ])('needs no other package for %s than what the app has anyway', async (entry, peers) => {
    expect((await bundle(entry)).imported).toEqual(new Set(peers));
  });

  test('can be imported where there is no page', () => {
    const script = `import { createGatehouseClient, storageTokens, cookieTokens } from 'gatehouse-client';
      const clients = [storageTokens(), cookieTokens()].map((tokens) => createGatehouseClient({ url: '/graphql', tokens }));
      console.log(clients.map((client) => client.isSignedIn()).join());`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(output).toBe('false,false\n');
  });

  test.each(Object.entries(operations))('asks only for what the schema has: %s', (_, document) => {
    expect(validate(schema, parse(document))).toEqual([]);
  });

  test.each(['login', 'register'])('has a type for each outcome of %s', (field) => {
    const type = getNamedType(schema.getMutationType()?.getFields()[field]?.type);
    const names = isUnionType(type) ? type.getTypes().map(({ name }) => name) : [];
    const declared = readFileSync('client/dist/operations.d.ts', 'utf8');
    const result = declared.split(`type ${type?.name} =`)[1]?.split(';')[0] ?? '';
    for (const name of names) expect(result.replace('SignedIn', 'AuthPayload')).toContain(name);
  });
});
