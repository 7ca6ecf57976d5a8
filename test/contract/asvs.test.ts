import { readFileSync } from 'node:fs';

const TEST_REFERENCE = /`(test\/[^`]+)` › (.+?) \|$/gm;

const references = [...readFileSync('docs/asvs.md', 'utf8').matchAll(TEST_REFERENCE)].map(([, file, title]) => ({
  file: file as string,
  title: title as string,
}));

describe('docs/asvs.md', () => {
  test('names a test for each item that is met', () => {
    const met = readFileSync('docs/asvs.md', 'utf8').match(/^\| [\d., ]+ \| [\d, ]+ \| [✓◐] /gm) ?? [];
    expect(references).toHaveLength(met.length);
  });

  test.each(references)('names a test that is there: $title', ({ file, title }) => {
    expect(readFileSync(file, 'utf8')).toContain(title);
  });
});
