import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cleanup } from '../shared/cleanup.ts';
import { type Client, runClosedLoop } from '../shared/closed-loop.ts';
import type { Figures } from '../shared/figures.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { startGatehouse } from '../shared/processes.ts';
import { loginClients, refreshClients } from './clients.ts';
import { registerUsers } from './rounds.ts';
import { BCRYPT_COST_SETTING } from './systems.ts';

export const EMBEDDED_OPERATIONS = ['refreshToken', 'login'] as const;

/** What the server reaches on the database that it brings along. */
export type EmbeddedFigures = Readonly<Record<(typeof EMBEDDED_OPERATIONS)[number], Figures>>;

/** Runs only as long as it is measured: it takes memory and a core. */
export async function measureEmbedded(roundSeconds: number): Promise<EmbeddedFigures> {
  const cleanup = new Cleanup();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-embedded-'));
    cleanup.add(() => rm(folder, { recursive: true, force: true }));
    const own = { DATABASE_URL: '', DATA_DIR: folder, JWT_SECRET: randomBytes(48).toString('base64url') };
    const { url } = await startGatehouse({ ...own, ...BCRYPT_COST_SETTING }, cleanup);
    const gatehouse = new Gatehouse(url);
    const users = await registerUsers(gatehouse);
    return {
      refreshToken: await measureWarm(refreshClients(gatehouse, users), roundSeconds),
      login: await measureWarm(loginClients(gatehouse, users), roundSeconds),
    };
  } finally {
    await cleanup.run();
  }
}

async function measureWarm(clients: readonly Client[], roundSeconds: number): Promise<Figures> {
  await runClosedLoop(clients, roundSeconds);
  return runClosedLoop(clients, roundSeconds);
}
