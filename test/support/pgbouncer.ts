import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const PROGRAM = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer';

export const isPgBouncerInstalled = existsSync(PROGRAM);

/** A real PgBouncer in transaction mode, before the PostgreSQL of the tests. */
export class PgBouncer {
  readonly port: number;
  private readonly process: ChildProcess;
  private readonly folder: string;

  private constructor(process: ChildProcess, port: number, folder: string) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  static async start(databaseUrl: string, settings: Record<string, string | number> = {}): Promise<PgBouncer> {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-pgbouncer-'));
    const port = await freePort();
    const file = join(folder, 'pgbouncer.ini');
    await writeFile(file, configuration(new URL(databaseUrl), { listen_port: port, ...settings }));
    await chmod(folder, 0o755);
    // It refuses to be run by root.
    const user = process.getuid?.() === 0 ? ['--user', 'postgres'] : [];
    const pgbouncer = new PgBouncer(spawn(PROGRAM, ['--quiet', ...user, file], { stdio: 'ignore' }), port, folder);
    await until(() => pgbouncer.listens());
    return pgbouncer;
  }

  /** The address of the database by way of it. */
  url(databaseUrl: string): string {
    return urlThrough(this.port, databaseUrl);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => resolve(!!socket.destroy()));
      socket.on('error', () => resolve(false));
    });
  }
}

/** The address of a database by way of what listens at a port of the same host. */
export function urlThrough(port: number | string, databaseUrl: string): string {
  return Object.assign(new URL(databaseUrl), { port }).href;
}

/** Several server connections, so that a client gets another one now and then. */
function configuration({ hostname, port, username, password }: URL, settings: Record<string, string | number>): string {
  const all = {
    listen_addr: '127.0.0.1',
    pool_mode: 'transaction',
    default_pool_size: 5,
    max_client_conn: 100,
    auth_type: 'any',
    unix_socket_dir: '',
    ...settings,
  };
  return [
    '[databases]',
    `* = host=${hostname} port=${port} user=${username}${password && ` password=${password}`}`,
    '[pgbouncer]',
    ...Object.entries(all).map(([name, value]) => `${name} = ${value}`),
  ].join('\n');
}
