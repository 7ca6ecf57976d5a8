import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One deliberate fault. The tests nearest to it must fail. */
export interface Mutation {
  /** What no longer holds, as a whole sentence. */
  readonly promise: string;
  /** Relative to the root of the project, as all paths here. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test files that must notice it. They cannot run the built server: a workbench has no `dist`. */
  readonly tests: readonly string[];
  /** Where tests of the API run; on PostgreSQL by default. */
  readonly database?: 'postgresql' | 'pglite';
}

/** A group of mutations: those of one file. */
export function inFile(file: string, mutations: readonly Omit<Mutation, 'file'>[]): Mutation[] {
  return mutations.map((mutation) => ({ file, ...mutation }));
}

/**
 * The file's text with the fault in it.
 *
 * @throws {Error} the mutation no longer applies.
 */
export function mutate(source: string, { file, find, replace }: Mutation): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`occurs ${count} times in ${file} instead of once: ${find}`);
  if (find === replace) throw new Error(`changes nothing in ${file}: ${find}`);
  // Not as text, in which String.replace() would expand patterns such as `$&`.
  return source.replace(find, () => replace);
}

/** Why a mutation is no longer true of the project. */
export function problemsOf(mutation: Mutation, root: string): string[] {
  const missing = mutation.tests.filter((test) => !existsSync(join(root, test)));
  const problems = missing.map((test) => `names a test that does not exist: ${test}`);
  try {
    mutate(readFileSync(join(root, mutation.file), 'utf8'), mutation);
  } catch (error) {
    problems.push((error as Error).message);
  }
  return problems.map((problem) => `"${mutation.promise}" ${problem}`);
}

const PROJECTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\.unit\.test\.ts$/, 'unit'],
  [/\.server\.test\.ts$/, 'server'],
];

/** The Jest projects, of jest.config.js, that run the mutation's tests. */
export function projectsOf({ tests, database = 'postgresql' }: Pick<Mutation, 'tests' | 'database'>): string[] {
  return [...new Set(tests.map((test) => PROJECTS.find(([path]) => path.test(test))?.[1] ?? database))];
}

/** All the test files, by the Jest project that runs them. */
export function testRuns(mutations: readonly Mutation[]): Map<string, Set<string>> {
  const runs = new Map<string, Set<string>>();
  for (const { tests, database } of mutations)
    for (const test of tests)
      for (const project of projectsOf({ tests: [test], ...(database && { database }) }))
        runs.set(project, (runs.get(project) ?? new Set()).add(test));
  return runs;
}
