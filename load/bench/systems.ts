import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase } from '../shared/database.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { type Environment, startGatehouse, startScript } from '../shared/processes.ts';

/** Gatehouse's own default; BCRYPT_COST measures another. */
export const BCRYPT_COST = Number(process.env.BCRYPT_COST ?? 12);

export const BCRYPT_COST_SETTING = { BCRYPT_COST: String(BCRYPT_COST) };

/** What is measured, all on one database. */
export interface Systems {
  readonly gatehouse: Gatehouse;
  /** The same server with cheap hashes, which makes the sessions that are logged out. */
  readonly registry: Gatehouse;
  readonly floorUrl: string;
  readonly bcryptFloor: ChildProcess;
  /** What they run in. */
  readonly processes: { readonly gatehouse: ChildProcess; readonly floor: ChildProcess };
  /** The settings that all share: database and secret. */
  readonly environment: Environment;
}

export async function startSystems(cleanup: Cleanup): Promise<Systems> {
  const shared = { DATABASE_URL: await createDatabase(cleanup), JWT_SECRET: randomBytes(48).toString('base64url') };
  const gatehouse = await startGatehouse({ ...shared, ...BCRYPT_COST_SETTING }, cleanup);
  const registry = await startGatehouse({ ...shared, BCRYPT_COST: '4', NODE_ENV: 'test' }, cleanup);
  const floor = await startScript<{ url: string }>(new URL('floor.ts', import.meta.url), shared, cleanup);
  const threads = { UV_THREADPOOL_SIZE: String(availableParallelism()) };
  const bcryptFloor = await startScript(
    new URL('bcrypt-floor.ts', import.meta.url),
    { ...BCRYPT_COST_SETTING, ...threads },
    cleanup,
  );
  const servers = { gatehouse: new Gatehouse(gatehouse.url), registry: new Gatehouse(registry.url) };
  const processes = { gatehouse: gatehouse.child, floor: floor.child };
  return { ...servers, floorUrl: floor.ready.url, bcryptFloor: bcryptFloor.child, processes, environment: shared };
}
