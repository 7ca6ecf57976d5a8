/** What Jest writes with `--json`, as far as it matters here. */
export interface JestReport {
  readonly testResults: readonly SuiteReport[];
}

interface SuiteReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly TestReport[];
}

interface TestReport {
  readonly fullName: string;
  readonly status: string;
  /** How often the test itself was begun; 0 where the preparations failed. */
  readonly invocations?: number;
}

/** `invalid`: the tests could not even begin, which proves nothing about them. */
export type Verdict =
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'survived' }
  | { readonly kind: 'invalid'; readonly reason: string };

/** What the tests made of a mutation. */
export function judge({ testResults }: JestReport): Verdict {
  const failed = testResults.filter(({ status }) => status === 'failed');
  const begun = testResults.flatMap(({ assertionResults }) => assertionResults.filter(hasBegun));
  const failure = begun.find(({ status }) => status === 'failed');
  if (failure) return { kind: 'killed', by: failure.fullName };
  const afterwards = failed.find(({ assertionResults }) => assertionResults.some(hasBegun));
  if (afterwards) return { kind: 'killed', by: `what is checked after ${afterwards.name}` };
  const [broken] = failed;
  if (broken) return { kind: 'invalid', reason: `the tests failed to run: ${firstLines(broken.message)}` };
  return begun.length > 0 ? { kind: 'survived' } : { kind: 'invalid', reason: 'no test ran' };
}

function hasBegun({ status, invocations = 0 }: TestReport): boolean {
  return status === 'passed' || (status === 'failed' && invocations > 0);
}

function firstLines(message: string): string {
  return message.trim().split('\n').slice(0, 6).join('\n');
}
