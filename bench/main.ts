import { parseArgs } from 'node:util';
import { Cleanup } from './cleanup.ts';
import { measure } from './measure.ts';
import { reportJson, reportTable } from './report.ts';
import { startSystems } from './systems.ts';

const cleanup = new Cleanup();
const interrupted = new Promise<never>((_, reject) => {
  process.once('uncaughtException', reject);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => reject(new Error(`Ended by ${signal}.`)));
});

try {
  const report = await Promise.race([run(), interrupted]);
  console.log(report);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await cleanup.run();
}
process.exit();

async function run(): Promise<string> {
  const { json, roundSeconds } = readOptions();
  const systems = await startSystems(cleanup);
  const measured = await measure(systems, roundSeconds, (what) => console.error(`Measuring ${what} ...`));
  return json ? reportJson(measured, roundSeconds) : reportTable(measured, roundSeconds);
}

function readOptions() {
  const options = { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '4' } } as const;
  const { json, seconds } = parseArgs({ options }).values;
  const roundSeconds = Number(seconds);
  if (!(roundSeconds >= 1)) throw new Error('--seconds must be a number of at least 1, the length of a round.');
  return { json, roundSeconds };
}
