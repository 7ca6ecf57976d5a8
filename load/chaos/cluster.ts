import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { Cleanup } from '../shared/cleanup.ts';
import { startPostgresProcess } from '../shared/database.ts';
import type { Failover, Restart } from '../shared/postgres.ts';
import {
  type Environment,
  type GatehouseProcess,
  nextMessage,
  startGatehouse,
  stopProcess,
} from '../shared/processes.ts';
import { MovingAddress } from './moving-address.ts';

/** Servers on one PostgreSQL with a synchronous standby, each a process that can be killed. */
export class Cluster {
  readonly servers: GatehouseProcess[] = [];
  private readonly postgres: ChildProcess;
  private readonly address: MovingAddress;
  private readonly cleanup: Cleanup;
  private readonly environment: Environment;

  private constructor(cleanup: Cleanup, postgres: ChildProcess, address: MovingAddress, keys: Environment) {
    this.cleanup = cleanup;
    this.postgres = postgres;
    this.address = address;
    // Passwords are not what is at stake: a low cost, which production would refuse, leaves the time to the rest.
    const quick = { NODE_ENV: 'development', BCRYPT_COST: '4', DATABASE_POOL_SIZE: '5' };
    this.environment = { ...quick, DATABASE_URL: address.url, ...keys };
  }

  /** @param keys the setting of the keys that sign tokens: by default, a secret. */
  static async start(cleanup: Cleanup, serverCount: number, keys = newSecret()): Promise<Cluster> {
    const { child, url } = await startPostgresProcess(cleanup, { POSTGRES_STANDBY: 'true' });
    const address = await MovingAddress.of(url);
    cleanup.add(async () => address.close());
    const cluster = new Cluster(cleanup, child, address, keys);
    while (cluster.servers.length < serverCount)
      cluster.servers.push(await startGatehouse(cluster.environment, cleanup));
    return cluster;
  }

  /** Of whichever PostgreSQL is the primary. */
  get databaseUrl(): string {
    return this.address.url;
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

  /** Can be done once. */
  async failOver(): Promise<void> {
    this.postgres.send('failover' satisfies Failover);
    const { url } = await nextMessage<{ url: string }>(this.postgres);
    this.address.moveTo(url);
  }
}

function newSecret(): Environment {
  return { JWT_SECRET: randomBytes(48).toString('base64url') };
}
