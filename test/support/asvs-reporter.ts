import { relative } from 'node:path';
import type { AggregatedResult, Config, Reporter, TestContext } from '@jest/reporters';
import { checkDocument, type Findings, type RanTest, type Run } from './asvs.ts';

/** Fails a run of Jest in which a test that docs/asvs.md names did not run and pass. Prints before Jest's summary. */
export default class AsvsReporter implements Pick<Reporter, 'onRunComplete' | 'getLastError'> {
  private readonly config: Config.GlobalConfig;
  private error: Error | undefined;

  constructor(config: Config.GlobalConfig) {
    this.config = config;
  }

  onRunComplete(contexts: Set<TestContext>, results: AggregatedResult): void {
    // A filter by name skips tests on purpose.
    if (this.config.testNamePattern || results.wasInterrupted) return;
    const findings = checkDocument(this.config.rootDir, this.runOf(contexts, results));
    for (const text of describeFindings(findings)) process.stderr.write(`\n${text}\n`);
    if (findings.failures.length > 0) this.error = new Error('docs/asvs.md names tests that did not pass.');
  }

  getLastError(): Error | undefined {
    return this.error;
  }

  private runOf(contexts: Set<TestContext>, { testResults }: AggregatedResult): Run {
    const tests = testResults.flatMap(({ testFilePath, testResults: inFile }) => {
      const file = relative(this.config.rootDir, testFilePath).replaceAll('\\', '/');
      return inFile.map(({ title, status }): RanTest => ({ file, title, status }));
    });
    return { tests, isWhole: this.isWhole(contexts), hasBrowser: Boolean(process.env.CHROMIUM_PATH) };
  }

  private isWhole(contexts: Set<TestContext>): boolean {
    const { projects, testPathPatterns, onlyChanged, onlyFailures, findRelatedTests, runTestsByPath, shard } =
      this.config;
    const isFiltered = testPathPatterns.isSet() || onlyChanged || onlyFailures || findRelatedTests || runTestsByPath;
    return !isFiltered && !shard && contexts.size >= projects.length;
  }
}

function describeFindings({ failures, notShown }: Findings): string[] {
  return [
    ...paragraph('docs/asvs.md names tests that did not run and pass. Correct the tests or the document:', failures),
    ...paragraph('Without a Chromium, these tests that docs/asvs.md names were skipped:', notShown),
  ];
}

function paragraph(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [[heading, ...lines.map((line) => `  ${line}`)].join('\n')] : [];
}
