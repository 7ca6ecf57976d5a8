import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import { type DatabaseProblem, READ_ONLY, WRONG_DATE_STYLE } from '../database/database-errors.js';
import { type ArrivalDependencies, arrivalReporter } from './arrival.js';

/** How long the database may take to respond before the instance counts as not ready. */
const READINESS_TIMEOUT_MILLIS = 2000;

const NO_ANSWER: DatabaseProblem = { reason: 'no response' };

export interface HealthDependencies extends ArrivalDependencies {
  readonly database: Pick<Database, 'check'>;
}

/**
 * `/livez`: the process runs. `/readyz`: it can serve requests, because the database is usable; for load balancers. The
 * former also reports to `gatehouse doctor` how its request has arrived.
 */
export function addHealthRoutes(server: FastifyInstance, dependencies: HealthDependencies): void {
  const { database } = dependencies;
  const arrivalOf = arrivalReporter(dependencies);
  server.get('/livez', async (request) => ({ status: 'ok', ...arrivalOf(request) }));
  server.get('/readyz', async (_request, reply) => {
    const timeout = sleep(READINESS_TIMEOUT_MILLIS, NO_ANSWER, { ref: false });
    const problem = await Promise.race([database.check(), timeout]);
    return problem ? reply.code(503).send({ status: 'unavailable', reason: explain(problem) }) : { status: 'ok' };
  });
}

/** Public, so it reveals no users, names or addresses. */
function explain(problem: DatabaseProblem): string {
  if (problem === READ_ONLY) return 'The database is read-only.';
  if (problem === WRONG_DATE_STYLE) return 'The database writes dates in a style other than ISO.';
  return 'The database does not respond.';
}
