// Does the time that an answer takes tell whether there is an account?
import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase, execute } from '../shared/database.ts';
import { Gatehouse } from '../shared/gatehouse.ts';
import { startMailServer } from '../shared/mail.ts';
import { startGatehouse } from '../shared/processes.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { measurePair } from './measure-pair.ts';
import { preparePairs } from './pairs.ts';
import { describePairs, isTell } from './report.ts';

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { count, operations } = readOptions();
  const databaseUrl = await createDatabase(cleanup);
  const verifyAll = () => execute(databaseUrl, 'update users set email_verified_at = now()');
  const pairs = await preparePairs(await startServer(databaseUrl, cleanup), verifyAll);
  const measured = [];
  for (const pair of pairs.filter(({ operation }) => operations.length === 0 || operations.includes(operation))) {
    console.error(`Measuring ${pair.operation} ...`);
    measured.push(await measurePair(pair, count));
  }
  return { report: describePairs(measured), ok: measured.length > 0 && !measured.some(isTell) };
}

/**
 * Where e-mail addresses have to be verified, even register must not tell. With the lowest cost of bcrypt in production:
 * it hides the least.
 */
async function startServer(databaseUrl: string, cleanup: Cleanup): Promise<Gatehouse> {
  const environment = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET: 'a secret for measuring, known to all: 0123456789',
    ...(await startMailServer(cleanup)),
    REQUIRE_VERIFIED_EMAIL: 'true',
    EMAIL_LOGIN: 'both',
    BCRYPT_COST: '10',
    SECRETS_KEYS: 'a key for measuring that all may know: 0123456789',
  };
  return new Gatehouse((await startGatehouse(environment, cleanup)).url);
}

/** Names of operations measure these alone. */
function readOptions() {
  const options = { count: { type: 'string', default: '250' } } as const;
  const { values, positionals: operations } = parseArgs({ options, allowPositionals: true });
  return { count: numberOption('count', values.count, 10, 1_000_000), operations };
}
