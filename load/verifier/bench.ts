// How many tokens a service verifies in a second, and what a million revoked ids cost it.
import { parseArgs } from 'node:util';
import type { Verifier } from 'gatehouse-verifier';
import type { Cleanup } from '../shared/cleanup.ts';
import { createDatabase, execute } from '../shared/database.ts';
import { median } from '../shared/figures.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { createApiKey } from './api-key.ts';
import { type BenchFigures, reportBench } from './bench-report.ts';
import { loadMillionIds } from './million-ids.ts';
import { type Rate, repeat, type Verify } from './repeat.ts';
import { type Signing, startSigning, startVerifier } from './signing.ts';

const ROUND_COUNT = 5;

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const seconds = readSeconds();
  const databaseUrl = await createDatabase(cleanup);
  const signings = await startSigning(databaseUrl, cleanup);
  const apiKey = await createApiKey(databaseUrl);
  const figures: BenchFigures[] = [];
  for (const signing of signings) {
    console.error(`Measuring ${signing.algorithm} ...`);
    const verifier = await startVerifier(signing, apiKey, cleanup);
    figures.push(await compare(signing, verifier, seconds));
    verifier.close();
  }
  console.error('Measuring a million revoked ids ...');
  const million = await loadMillionIds(
    (statement) => execute(databaseUrl, statement),
    () => startVerifier(signings[0] as Signing, apiKey, cleanup),
  );
  const withIds = await compare(signings[0] as Signing, million.verifier, seconds);
  figures.push({ ...withIds, algorithm: `${withIds.algorithm}, a million ids` });
  return reportBench(figures, million);
}

function verifyBy(verifier: Verifier): Verify {
  return (token) => verifier.verify(token);
}

/** In turns, so that whatever else the machine does meets both. One more round comes first, to warm up. */
async function compare(signing: Signing, verifier: Verifier, seconds: number): Promise<BenchFigures> {
  const rounds: Array<Record<'bare' | 'verifier', Rate>> = [];
  for (let round = 0; round <= ROUND_COUNT; round += 1)
    rounds.push({
      bare: await repeat(signing.verifyBare, signing.tokens, seconds),
      verifier: await repeat(verifyBy(verifier), signing.tokens, seconds),
    });
  rounds.shift();
  const medianOf = (side: 'bare' | 'verifier', figure: 'perSecond' | 'perCpuSecond') =>
    median(rounds.map((round) => round[side][figure]));
  return {
    algorithm: signing.algorithm,
    bare: { perSecond: medianOf('bare', 'perSecond'), perCpuSecond: medianOf('bare', 'perCpuSecond') },
    verifier: { perSecond: medianOf('verifier', 'perSecond'), perCpuSecond: medianOf('verifier', 'perCpuSecond') },
  };
}

function readSeconds(): number {
  const options = { seconds: { type: 'string', default: '2' } } as const;
  return numberOption('seconds', parseArgs({ options }).values.seconds, 0.1);
}
