import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import { type Obstacle, READ_ONLY, WRONG_DATE_STYLE } from '../database/database-errors.js';

/** How long the database may take to answer before the instance counts as not ready. */
const READINESS_TIMEOUT_MILLIS = 2000;

const NO_ANSWER: Obstacle = { reason: 'no answer' };

/** `/livez`: the process runs. `/readyz`: it can serve, the database can be used; for load balancers. */
export function addHealthRoutes(server: FastifyInstance, database: Pick<Database, 'check'>): void {
  server.get('/livez', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const timeout = sleep(READINESS_TIMEOUT_MILLIS, NO_ANSWER, { ref: false });
    const obstacle = await Promise.race([database.check(), timeout]);
    return obstacle ? reply.code(503).send({ status: 'unavailable', reason: explain(obstacle) }) : { status: 'ok' };
  });
}

/** Anybody may ask: nothing is said of users, names and addresses. */
function explain(obstacle: Obstacle): string {
  if (obstacle === READ_ONLY) return 'The database is read-only.';
  if (obstacle === WRONG_DATE_STYLE) return 'The database writes dates in a style other than ISO.';
  return 'The database does not answer.';
}
