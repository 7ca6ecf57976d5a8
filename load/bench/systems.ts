import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase } from '../shared/database.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { startGatehouse, startScript } from '../shared/processes.ts';

/** Gatehouse's own default; BCRYPT_COST measures another. */
export const BCRYPT_COST = Number(process.env.BCRYPT_COST ?? 12);

/** What is measured, all on one database. */
export interface Systems {
  readonly gatehouse: Gatehouse;
  /** The same server with cheap hashes, which makes the sessions that are logged out. */
  readonly registry: Gatehouse;
  readonly floorUrl: string;
  readonly bcryptFloor: ChildProcess;
}

export async function startSystems(cleanup: Cleanup): Promise<Systems> {
  const bcryptCost = { BCRYPT_COST: String(BCRYPT_COST) };
  const shared = { DATABASE_URL: await createDatabase(cleanup), JWT_SECRET: randomBytes(48).toString('base64url') };
  const gatehouse = await startGatehouse({ ...shared, ...bcryptCost }, cleanup);
  const registry = await startGatehouse({ ...shared, BCRYPT_COST: '4', NODE_ENV: 'test' }, cleanup);
  const floor = await startScript<{ url: string }>(new URL('floor.ts', import.meta.url), shared, cleanup);
  const threads = { UV_THREADPOOL_SIZE: String(availableParallelism()) };
  const bcryptFloor = await startScript(
    new URL('bcrypt-floor.ts', import.meta.url),
    { ...bcryptCost, ...threads },
    cleanup,
  );
  const servers = { gatehouse: new Gatehouse(gatehouse.url), registry: new Gatehouse(registry.url) };
  return { ...servers, floorUrl: floor.ready.url, bcryptFloor: bcryptFloor.child };
}
