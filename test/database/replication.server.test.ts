import { createDataFolder } from '../support/databases.js';
import { startApp } from '../support/gatehouse.js';
import { makeSynchronous, type PostgresPair, startPostgresPair } from '../support/postgres-pair.js';

let pair: PostgresPair;
beforeAll(async () => {
  pair = await startPostgresPair(`${await createDataFolder()}/postgres`);
});
afterAll(async () => {
  await pair.standby.stop();
  await pair.primary.stop();
});

/** Whether the log of a server that starts warns of what a failover can lose. */
async function warns(databaseUrl: string): Promise<boolean> {
  const log: string[] = [];
  await (await startApp({ databaseUrl }, log)).close();
  return log.some((line) => line.includes('a failover can undo the last logouts'));
}

test('the log warns of a standby that is asynchronous, and not of one that is synchronous', async () => {
  expect(await warns(pair.primaryUrl)).toBe(true);
  await makeSynchronous(pair);
  expect(await warns(pair.primaryUrl)).toBe(false);
});
