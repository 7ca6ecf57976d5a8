import { globSync, readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(file, 'utf8');

const TABLE = /<!-- words: [^>]*-->(.*?)<!-- \/words -->/s;

const pages = globSync(['*.md', 'docs/*.md', '{client,verifier,examples/*}/*.md', 'schema.graphql', '.env.example']);
const sources = globSync('{src,client/src,verifier/src,examples/*/src}/**/*.{ts,tsx}').filter(
  (file) => !/^src\/cli|migrations|__generated__|\/gql\/|^src\/mail\/texts\/(?!en)/.test(file),
);

/** The left column of the table in CONTRIBUTING.md. */
const avoidedTerms = (TABLE.exec(read('CONTRIBUTING.md'))?.[1] ?? '')
  .split('|---|---|')[1]
  ?.split('\n')
  .flatMap(
    (row) =>
      row
        .split('|')[1]
        ?.replace(/\(.*\)/, '')
        .split(',') ?? [],
  )
  .map((term) => term.trim())
  .filter(Boolean);

/** `is no X`: any word but "longer" and "more". Terms may be broken by the end of a line of a comment. */
const patternOf = (term: string) =>
  term.replace(/ X$/, ' (?!longer\\b|more\\b)\\w+').replaceAll(' ', '\\s+(?:\\*\\s+)?');

const AVOIDED = new RegExp(`(?<![\\w/.-])(?:${avoidedTerms?.map(patternOf).join('|')})(?![\\w-])`, 'gi');

/** Without the table itself, code spans, and the names of tests that docs/asvs.md quotes. */
function proseOf(file: string): string {
  const text = read(file)
    .replace(TABLE, '')
    .replace(/\bthere is no\b/gi, '');
  if (file.endsWith('.md')) return text.replace(/`[^`\n]*` › [^|]*/g, '').replace(/`[^`\n]*`/g, '');
  return text;
}

test('the table of words has terms', () => {
  expect(avoidedTerms).toEqual(expect.arrayContaining(['whoever', 'is no X']));
});

test.each([...sources, ...pages])('%s uses the words of CONTRIBUTING.md', (file) => {
  expect(proseOf(file).match(AVOIDED) ?? []).toEqual([]);
});
