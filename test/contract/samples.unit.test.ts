import { globSync, readFileSync } from 'node:fs';

const PAGES = globSync(['*.md', '{docs,client,verifier}/*.md', 'examples/*/*.md']);
const read = (file: string) => readFileSync(file, 'utf8');
const withoutIndentation = (text: string) => text.replace(/^ +/gm, '');

/** The samples of a page that say which file they are a piece of: `<!-- from src/main.ts -->`. */
const samplesOf = (page: string) =>
  [...read(page).matchAll(/<!-- from (\S+) -->\n```\w*\n(.*?)```/gs)].map(([, file = '', sample = '']) => ({
    page,
    file,
    sample,
  }));

const samples = PAGES.flatMap(samplesOf);

describe('samples in the documentation', () => {
  test.each(samples)('each sample in $page is a piece of $file', ({ file, sample }) => {
    expect(withoutIndentation(read(file))).toContain(withoutIndentation(sample));
  });

  test('each sample in docs/getting-started.md is a command, or a piece of a file', () => {
    const languages = [...read('docs/getting-started.md').matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
    const code = languages.filter((language) => language !== 'sh');
    expect(code).toHaveLength(samplesOf('docs/getting-started.md').length);
  });
});
