import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onlyOneWorker, testFolder } from './databases.js';

const VITE = resolve('node_modules/vite/bin/vite.js');

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** In place of the address of the server, in what is built once for all tests of a run. */
const ANY_GATEHOUSE = 'https://gatehouse.invalid/graphql';

/** An example as it is deployed: built by Vite, its files served from an origin of their own. */
export class BuiltFrontEnd {
  private folder = '';
  private gatehouseUrl = '';
  private readonly server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const file = join(this.folder, extname(pathname) ? pathname : 'index.html');
    // An icon, say, for which browsers ask by themselves.
    if (!existsSync(file)) return response.writeHead(404).end();
    const content = readFileSync(file, 'utf8').replaceAll(ANY_GATEHOUSE, this.gatehouseUrl);
    return response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(content);
  });

  constructor(private readonly example: string) {}

  get url(): string {
    return this.urlAt('localhost');
  }

  /** `127.0.0.1` is another site to browsers. */
  urlAt(host: string): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  /** @param port any free one by default. */
  async start(gatehouseUrl: string, port = 0): Promise<void> {
    this.folder = await onlyOneWorker(() => builtOnce(this.example));
    this.gatehouseUrl = gatehouseUrl;
    await new Promise<void>((listening) => this.server.listen(port, listening));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** The folder with the files. The first worker of this run that needs them builds them. */
async function builtOnce(example: string): Promise<string> {
  const folder = join(testFolder(), `built-${basename(example)}`);
  if (existsSync(folder)) return folder;
  const args = [VITE, 'build', '--outDir', `${folder}-unfinished`, '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production', VITE_GATEHOUSE_URL: ANY_GATEHOUSE };
  await promisify(execFile)(process.execPath, args, { cwd: example, env });
  await rename(`${folder}-unfinished`, folder);
  return folder;
}
