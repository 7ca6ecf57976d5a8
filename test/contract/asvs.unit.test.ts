import { readFileSync } from 'node:fs';
import { readNamedTests } from '../support/asvs.ts';

/** That each of them runs and passes is checked at the end of the run, by test/support/asvs-reporter.ts. */
test('docs/asvs.md names a test for each item that is met', () => {
  const document = readFileSync('docs/asvs.md', 'utf8');
  const met = document.match(/^\| [\d., ]+ \| [\d, ]+ \| [✓◐] /gm) ?? [];
  expect(readNamedTests(document)).toHaveLength(met.length);
});
