import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createDataFolder } from './databases.js';

const VITE = resolve('node_modules/vite/bin/vite.js');

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** An example as it is deployed: built for a Gatehouse by Vite, its files served from an origin of their own. */
export class BuiltFrontEnd {
  private folder = '';
  private readonly server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', this.url);
    const file = join(this.folder, extname(pathname) ? pathname : 'index.html');
    // An icon, say, for which browsers ask by themselves.
    if (!existsSync(file)) return response.writeHead(404).end();
    return response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain').end(readFileSync(file));
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
    this.folder = await createDataFolder();
    const args = [VITE, 'build', '--outDir', this.folder, '--emptyOutDir', '--logLevel', 'warn'];
    const env = { ...process.env, NODE_ENV: 'production', VITE_GATEHOUSE_URL: gatehouseUrl };
    await promisify(execFile)(process.execPath, args, { cwd: this.example, env });
    await new Promise<void>((listening) => this.server.listen(port, listening));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
