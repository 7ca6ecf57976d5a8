// Breaks the promises of the code on purpose, one at a time in a copy, and proves that the tests notice.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Cleanup } from '../shared/cleanup.ts';
import { numberOption, type Outcome, runProgram } from '../shared/program.ts';
import { shareOut } from '../shared/share-out.ts';
import { type Mutation, problemsOf, testRuns } from './mutation.ts';
import { MUTATIONS } from './mutations/index.ts';
import { describeOutcome, describeTried, type Tried } from './report.ts';
import { Workbench } from './workbench.ts';

const ROOT = process.cwd();

await runProgram(run);

async function run(cleanup: Cleanup): Promise<Outcome> {
  const { only, list, jobs } = readOptions();
  const mutations = MUTATIONS.filter(({ promise, file, tests }) => [promise, file, ...tests].join('\n').includes(only));
  if (list) return { report: mutations.map(({ promise, file }) => `${promise}  (${file})`).join('\n'), ok: true };
  const problems = mutations.flatMap((each) => problemsOf(each, ROOT));
  if (problems.length > 0) return { report: problems.join('\n'), ok: false };
  const startedAt = performance.now();
  const tried = await tryAll(mutations, jobs, cleanup);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const ok = tried.length > 0 && tried.every(({ verdict }) => verdict.kind === 'killed');
  return { report: describeOutcome(tried, seconds), ok };
}

async function tryAll(mutations: readonly Mutation[], jobs: number, cleanup: Cleanup): Promise<Tried[]> {
  const count = Math.min(jobs, mutations.length);
  const benches = await Promise.all(Array.from({ length: count }, () => Workbench.open(ROOT, cleanup)));
  await requireGreen(benches, mutations);
  const tried: Tried[] = [];
  await shareOut(benches, mutations, async (bench, mutation) => {
    const each = { mutation, verdict: await bench.try(mutation) };
    tried.push(each);
    console.error(`[${tried.length}/${mutations.length}] ${describeTried(each)}`);
  });
  return tried;
}

/** A test that fails anyway would kill everything. */
async function requireGreen(benches: readonly Workbench[], mutations: readonly Mutation[]): Promise<void> {
  const runs = testRuns(mutations);
  const parts = [...runs].flatMap(([project, tests]) =>
    split([...tests], benches.length).map((part) => ({ project, tests: part })),
  );
  console.error(`Running ${parts.flatMap(({ tests }) => tests).length} test files without a mutation ...`);
  await shareOut(benches, parts, async (bench, { project, tests }) => {
    const verdict = await bench.run(tests, [project]);
    if (verdict.kind === 'killed') throw new Error(`Fails without any mutation: ${verdict.by}`);
    if (verdict.kind === 'invalid') throw new Error(`Without any mutation: ${verdict.reason}`);
  });
}

/** As many parts as asked for, or fewer, none of them empty. */
function split<Item>(items: readonly Item[], count: number): Item[][] {
  const parts = Array.from({ length: count }, (_, part) => items.filter((_item, index) => index % count === part));
  return parts.filter(({ length }) => length > 0);
}

/** `--only` selects by a part of the promise, the file or a test. */
function readOptions() {
  const options = {
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
  } as const;
  const { only, list, jobs } = parseArgs({ options }).values;
  return { only, list, jobs: numberOption('jobs', jobs, 1) };
}
