import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { measure } from './measure.ts';
import { reportJson, reportTable } from './report.ts';
import { startSystems } from './systems.ts';

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { json, roundSeconds } = readOptions();
  const systems = await startSystems(cleanup);
  const measured = await measure(systems, roundSeconds, (what) => console.error(`Measuring ${what} ...`));
  return { report: json ? reportJson(measured, roundSeconds) : reportTable(measured, roundSeconds), ok: true };
}

function readOptions() {
  const options = { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '4' } } as const;
  const { json, seconds } = parseArgs({ options }).values;
  return { json, roundSeconds: numberOption('seconds', seconds, 1) };
}
