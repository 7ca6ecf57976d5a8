import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Cleanup } from './cleanup.ts';
import { createDatabase } from './database.ts';
import { Gatehouse } from './gatehouse.ts';
import { startGatehouse, startScript } from './processes.ts';

/** Gatehouse's own default; BCRYPT_COST measures another. */
export const BCRYPT_COST = Number(process.env.BCRYPT_COST ?? 12);

/** What is measured, all on one database. */
export interface Systems {
  readonly gatehouse: Gatehouse;
  readonly floorUrl: string;
  readonly bcryptFloor: ChildProcess;
}

export async function startSystems(cleanup: Cleanup): Promise<Systems> {
  const bcryptCost = { BCRYPT_COST: String(BCRYPT_COST) };
  const shared = { DATABASE_URL: await createDatabase(cleanup), JWT_SECRET: randomBytes(48).toString('base64url') };
  const gatehouseUrl = await startGatehouse({ ...shared, ...bcryptCost, RATE_LIMITS_DISABLED: 'true' }, cleanup);
  const floor = await startScript<{ url: string }>('floor.ts', shared, cleanup);
  const threads = { UV_THREADPOOL_SIZE: String(availableParallelism()) };
  const bcryptFloor = await startScript('bcrypt-floor.ts', { ...bcryptCost, ...threads }, cleanup);
  return { gatehouse: new Gatehouse(gatehouseUrl), floorUrl: floor.ready.url, bcryptFloor: bcryptFloor.child };
}
