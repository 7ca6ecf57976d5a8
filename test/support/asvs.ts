import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A test by which docs/asvs.md proves an item. */
export interface NamedTest {
  /** Relative to the root of the project. */
  readonly file: string;
  /** Without those of its `describe` blocks; `%s` and the like stand for what a row of `test.each` fills in. */
  readonly title: string;
}

/** A test as it ran, once for each Jest project that runs its file. */
export interface RanTest extends NamedTest {
  /** Jest's word: `passed`, `failed`, `pending`, `todo` ... */
  readonly status: string;
}

export interface Run {
  readonly tests: readonly RanTest[];
  /** Whether all test files were to run. */
  readonly isWhole: boolean;
  readonly hasBrowser: boolean;
}

/** What keeps the document from being true, and what this machine could not show. */
export interface Findings {
  readonly failures: readonly string[];
  readonly notShown: readonly string[];
}

const NAMED_TEST = /`(test\/[^`]+)` › (.+?) \|$/gm;

export function readNamedTests(markdown: string): NamedTest[] {
  return [...markdown.matchAll(NAMED_TEST)].map(([, file = '', title = '']) => ({ file, title }));
}

/** Whether each named test ran and passed. Of a part of the tests, only those in files that ran are looked at. */
export function checkNamedTests(named: readonly NamedTest[], run: Run): Findings {
  const failures: string[] = [];
  const notShown: string[] = [];
  for (const test of named) {
    const problem = problemOf(test, run);
    if (!problem) continue;
    const isExcused = problem === 'was skipped' && !run.hasBrowser && test.file.endsWith('.browser.test.ts');
    (isExcused ? notShown : failures).push(`\`${test.file}\` › ${test.title} ${problem}`);
  }
  return { failures, notShown };
}

function problemOf({ file, title }: NamedTest, { tests, isWhole }: Run): string | undefined {
  const ran = tests.filter((test) => test.file === file);
  if (ran.length === 0) return isWhole ? 'did not run' : undefined;
  const pattern = patternOf(title);
  const statuses = ran.filter((test) => pattern.test(test.title)).map(({ status }) => status);
  if (statuses.length === 0) return 'is not among the tests of that file';
  if (statuses.includes('failed')) return 'failed';
  return statuses.every((status) => status === 'passed') ? undefined : 'was skipped';
}

/** https://jestjs.io/docs/api#testeachtablename-fn-timeout */
function patternOf(title: string): RegExp {
  const literals = title.split(/%[psdifjo#]|\$[\w.]+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`, 's');
}

/** @throws {Error} the document is not there. */
export function checkDocument(root: string, run: Run): Findings {
  const named = readNamedTests(readFileSync(join(root, 'docs/asvs.md'), 'utf8'));
  const { failures, notShown } = checkNamedTests(named, run);
  const missing = new Set(named.map(({ file }) => file).filter((file) => !existsSync(join(root, file))));
  return { failures: [...failures, ...[...missing].map((file) => `\`${file}\` does not exist`)], notShown };
}
