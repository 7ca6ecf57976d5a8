import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.js';

/** How long the database may take to answer before the instance counts as not ready. */
const READINESS_TIMEOUT_MILLIS = 2000;

/** `/livez`: the process runs. `/readyz`: it can serve, the database answers; for load balancers. */
export function addHealthRoutes(server: FastifyInstance, database: Pick<Database, 'check'>): void {
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const timeout = sleep(READINESS_TIMEOUT_MILLIS, { ok: false }, { ref: false });
    const { ok } = await Promise.race([database.check(), timeout]);
    return ok
      ? { status: 'ok' }
      : reply.code(503).send({ status: 'unavailable', reason: 'The database does not answer.' });
  });
}
