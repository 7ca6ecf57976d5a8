import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Cleanup } from '../shared/cleanup.ts';
import { startPostgresProcess } from '../shared/database.ts';
import type { Restart } from '../shared/postgres.ts';
import {
  type Environment,
  type GatehouseProcess,
  nextMessage,
  startGatehouse,
  stopProcess,
} from '../shared/processes.ts';

/** Two servers on one PostgreSQL, each a process that can be killed. */
export class Cluster {
  readonly databaseUrl: string;
  readonly servers: GatehouseProcess[] = [];
  private readonly postgres: ChildProcess;
  private readonly cleanup: Cleanup;
  private readonly environment: Environment;

  private constructor(cleanup: Cleanup, postgres: { child: ChildProcess; url: string }) {
    this.cleanup = cleanup;
    this.postgres = postgres.child;
    this.databaseUrl = postgres.url;
    // Passwords are not what is at stake: a low cost, which production would refuse, leaves the time to the rest.
    const quick = { NODE_ENV: 'development', BCRYPT_COST: '4' };
    this.environment = { ...quick, DATABASE_URL: postgres.url, JWT_SECRET: randomBytes(48).toString('base64url') };
  }

  static async start(cleanup: Cleanup): Promise<Cluster> {
    const cluster = new Cluster(cleanup, await startPostgresProcess(cleanup));
    for (let count = 0; count < 2; count += 1) cluster.servers.push(await startGatehouse(cluster.environment, cleanup));
    return cluster;
  }

  get urls(): string[] {
    return this.servers.map(({ url }) => url);
  }

  /** `kill -9`, and a start at the same address. */
  async restartServer(index: number): Promise<void> {
    const { child, url } = this.servers[index] as GatehouseProcess;
    await stopProcess(child, 'SIGKILL');
    const environment = { ...this.environment, PORT: new URL(url).port };
    this.servers[index] = await startGatehouse(environment, this.cleanup);
  }

  async restartPostgres(restart: Restart): Promise<void> {
    this.postgres.send(restart);
    await nextMessage(this.postgres);
  }
}
