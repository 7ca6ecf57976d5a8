import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import type { SignedIn } from '../shared/gatehouse.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { writeDocument } from './document.ts';
import { measure } from './measure.ts';
import { measurePeers } from './peers/measure-peers.ts';
import { reportJson, reportTable } from './report.ts';
import { registerUsers } from './rounds.ts';
import { startSystems } from './systems.ts';

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { json, roundSeconds, peers: wantsPeers, plot } = readOptions();
  const announce = (what: string) => console.error(`Measuring ${what} ...`);
  const systems = await startSystems(cleanup);
  const users = await registerUsers(systems.gatehouse);
  const measured = await measure(systems, users, roundSeconds, announce);
  if (wantsPeers) announce('its peers');
  const peers = wantsPeers ? await measurePeers(systems, users[0] as SignedIn, roundSeconds, cleanup) : [];
  const table = reportTable(measured, peers, roundSeconds);
  if (plot) await writeDocument(table, measured, peers);
  return { report: json ? reportJson(measured, peers, roundSeconds) : table, ok: true };
}

/** A plot shows the peers, too. */
function readOptions() {
  const flag = { type: 'boolean', default: false } as const;
  const options = { json: flag, peers: flag, plot: flag, seconds: { type: 'string', default: '4' } } as const;
  const { json, peers, plot, seconds } = parseArgs({ options }).values;
  return { json, peers: peers || plot, plot, roundSeconds: numberOption('seconds', seconds, 1) };
}
