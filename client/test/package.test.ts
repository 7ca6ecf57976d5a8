import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as account from 'gatehouse-client/account';
import { buildSchema, parse, validate } from 'graphql';
import * as operations from '../src/operations.js';
import * as otherWaysIn from '../src/other-ways-in.js';

const PEERS = ['@apollo/client/*', 'rxjs'];
const manifest = JSON.parse(readFileSync('client/package.json', 'utf8'));
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** What an app gets that exports this. */
async function bundle(contents: string) {
  const stdin = { contents, resolveDir: resolve('client/dist') };
  const options = { bundle: true, minify: true, write: false, metafile: true, external: PEERS } as const;
  const { outputFiles, metafile } = await build({ stdin, format: 'esm', target: 'es2022', ...options });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return { code: outputFiles[0]?.text ?? '', imported: new Set(imported) };
}

const bundleEntry = (entry: string) => bundle(`export * from './${entry}.js';`);

describe('the package', () => {
  test('the client is below 5 kB, minified and compressed', async () => {
    const { code } = await bundleEntry('index');
    expect(gzipSync(code).length).toBeLessThan(5000);
    expect(brotliCompressSync(code).length).toBeLessThan(5000);
  });

  test.each([
    ['index', []],
    ['account', []],
    ['email-login', []],
    ['passkeys', []],
    ['relay', []],
    ['social', []],
    ['apollo', ['@apollo/client/link', '@apollo/client/utilities', 'rxjs']],
  ])('the entry %s of the client needs no other package than what the app has anyway', async (entry, peers) => {
    expect((await bundleEntry(entry)).imported).toEqual(new Set(peers));
  });

  test('the client can be imported where there is no page', () => {
    const script = `import { createGatehouseClient, storageTokens, cookieTokens } from 'gatehouse-client';
      const clients = [storageTokens(), cookieTokens()].map((tokens) => createGatehouseClient({ url: '/graphql', tokens }));
      console.log(clients.map((client) => client.isSignedIn()).join());`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(output).toBe('false,false\n');
  });

  test.each(Object.entries({ ...operations, ...otherWaysIn }))(
    'the client asks only for what the schema has: %s',
    (_, document) => {
      expect(validate(schema, parse(document))).toEqual([]);
    },
  );

  test('the bundle of an app contains only those account functions that it imports', async () => {
    const { code } = await bundle(`export { resetPassword } from './account.js';`);
    expect(code).toContain('resetPassword');
    for (const name of Object.keys(account).filter((name) => name !== 'resetPassword'))
      expect(code).not.toContain(name);
  });

  test.each(Object.entries(account).filter(([name]) => name !== 'repeatAfterConfirmation'))(
    'an account function asks only for what the schema has, and for all of it that varies: %s',
    async (_, act) => {
      const documents: string[] = [];
      const request = async (document: string) => documents.push(document);
      await (act as (client: unknown, input: object) => Promise<unknown>)({ request, sessionId: () => null }, {}).catch(
        () => {},
      );
      expect(documents.flatMap((document) => validate(schema, parse(document)))).toEqual([]);
      expect(documents).toHaveLength(1);
    },
  );

  test('the client is published with its license and its entries', () => {
    const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspace', 'client']);
    const files = JSON.parse(String(output))[0].files.map(({ path }: { path: string }) => path);
    const entries = Object.values(manifest.exports).flatMap((entry) => Object.values(entry as object));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', ...entries.map((path) => path.slice(2))]));
    expect(files.filter((path: string) => /^(src|test)/.test(path))).toEqual([]);
  });
});
