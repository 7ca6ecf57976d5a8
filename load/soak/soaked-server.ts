import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase } from '../shared/database.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { closeConnections } from '../shared/http.ts';
import { startMailServer } from '../shared/mail.ts';
import { type GatehouseProcess, nextMessage, startGatehouse } from '../shared/processes.ts';
import { type Rest, restless } from './checks.ts';
import type { Holdings } from './probe.ts';

/** Idle connections to the database are kept for 10 s. */
const REST_TIMEOUT_MILLIS = 60_000;

const REST_SAMPLE_MILLIS = 3000;

const DATABASE_AT_WORK = `select count(*)::int as "databaseConnectionCount",
    count(*) filter (where state <> 'idle')::int as "busyConnectionCount",
    (select count(*)::int from outgoing_mails) as "waitingMailCount"
  from pg_stat_activity where application_name = 'gatehouse'`;

/** A server in production with a probe inside, and its database seen from outside. */
export class SoakedServer {
  readonly gatehouse: Gatehouse;
  private readonly server: GatehouseProcess;
  private readonly database: pg.Client;

  private constructor(server: GatehouseProcess, database: pg.Client) {
    this.server = server;
    this.database = database;
    this.gatehouse = new Gatehouse(server.url);
  }

  static async start(cleanup: Cleanup): Promise<SoakedServer> {
    const url = await createDatabase(cleanup);
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    cleanup.add(() => database.end());
    const secret = randomBytes(48).toString('base64url');
    const settings = { DATABASE_URL: url, JWT_SECRET: secret, BCRYPT_COST: '10', ...(await startMailServer(cleanup)) };
    const nodeOptions = ['--expose-gc', '--import', new URL('probe.ts', import.meta.url).href];
    return new SoakedServer(await startGatehouse(settings, cleanup, nodeOptions), database);
  }

  holdings(): Promise<Holdings> {
    const answer = nextMessage<Holdings>(this.server.child);
    this.server.child.send('holdings');
    return answer;
  }

  /** What is at work without any load. */
  async look(): Promise<Rest> {
    closeConnections();
    const { cpuMillis: cpuMillisBefore } = await this.holdings();
    await sleep(REST_SAMPLE_MILLIS);
    const { cpuMillis, socketCount } = await this.holdings();
    const cpuShare = (cpuMillis - cpuMillisBefore) / REST_SAMPLE_MILLIS;
    const { rows } = await this.database.query(DATABASE_AT_WORK);
    return { ...rows[0], socketCount, cpuShare };
  }

  /** Looks until no more is at work than before the load. */
  async returnToRest(before: Rest): Promise<Rest> {
    const deadline = Date.now() + REST_TIMEOUT_MILLIS;
    let rest = await this.look();
    while (restless(before, rest).length > 0 && Date.now() < deadline) rest = await this.look();
    return rest;
  }
}
