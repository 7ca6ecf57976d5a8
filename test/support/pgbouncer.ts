import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createDataFolder } from './databases.js';
import { freePort } from './free-port.js';
import { until } from './until.js';

const PROGRAM = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer';

export const isPgBouncerInstalled = existsSync(PROGRAM);

/** A real PgBouncer in transaction mode, before the PostgreSQL of the tests. */
export class PgBouncer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(databaseUrl: string, settings: Record<string, string | number> = {}): Promise<PgBouncer> {
    const folder = await createDataFolder();
    const port = await freePort();
    const file = join(folder, 'pgbouncer.ini');
    await writeFile(file, configuration(new URL(databaseUrl), { listen_port: port, ...settings }));
    await chmod(folder, 0o755);
    // It refuses to be run by root.
    const user = process.getuid?.() === 0 ? ['--user', 'postgres'] : [];
    const pgbouncer = new PgBouncer(spawn(PROGRAM, ['--quiet', ...user, file], { stdio: 'ignore' }), port);
    await until(() => pgbouncer.listens());
    return pgbouncer;
  }

  /** The address of the database by way of it. */
  url(databaseUrl: string): string {
    return Object.assign(new URL(databaseUrl), { port: this.port }).href;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => resolve(!!socket.destroy()));
      socket.on('error', () => resolve(false));
    });
  }
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
