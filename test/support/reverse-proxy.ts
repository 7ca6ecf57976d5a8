import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findTool } from './deploy-tools.js';
import { freePort } from './free-port.js';
import { configureProxy, PROXIES, type ProxyName, testCertificate } from './proxy-samples.js';
import { until } from './until.js';

export const CERTIFICATE_AUTHORITY = readFileSync(testCertificate('ca.crt'), 'utf8');

/** A real nginx or Caddy in front of a server, configured by the sample of deploy/. */
export class ReverseProxy {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly origin: string,
  ) {}

  /** @param serverPort where Gatehouse listens. */
  static async start(name: ProxyName, serverPort: string): Promise<ReverseProxy> {
    const folder = await mkdtemp(join(tmpdir(), `gatehouse-${name}-`));
    const [port, plainPort] = [await freePort(), await freePort()];
    const configuration = join(folder, 'configuration');
    await writeFile(configuration, configureProxy(name, { folder, port, plainPort, serverPort }));
    const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
    const child = spawn(findTool(name) ?? name, PROXIES[name].argumentsFor(configuration, folder), {
      env,
      stdio: 'ignore',
    });
    const proxy = new ReverseProxy(child, folder, `https://localhost:${port}`);
    await until(async () => child.exitCode !== null || (await listens(port)));
    if (child.exitCode !== null) throw new Error(`${name} does not accept its configuration.`);
    return proxy;
  }

  get url(): string {
    return `${this.origin}/graphql`;
  }

  /** Sends an operation from an address of this machine. @returns the status and the body of the response. */
  async send(body: string, { from = '127.0.0.1', headers = {} }: { from?: string; headers?: object } = {}) {
    const sent = request(this.url, {
      method: 'POST',
      ca: CERTIFICATE_AUTHORITY,
      localAddress: from,
      family: 4,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.end(body);
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: string }>();
    sent.on('error', reject);
    sent.on('response', (response) =>
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject),
    );
    return promise;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(!!socket.destroy()));
    socket.on('error', () => resolve(false));
  });
}
