import { globSync, readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(file, 'utf8');

const GUIDE = 'CONTRIBUTING.md';
const TABLE = /<!-- words: [^>]*-->(.*?)<!-- \/words -->/s;

const sources = globSync('{src,client/src,examples/*/src}/**/*.{ts,tsx}').filter(
  (file) => !/migrations|__generated__|\/gql\//.test(file),
);
const pages = globSync(['*.md', 'docs/*.md', '{client,examples/*}/*.md', 'schema.graphql', '.env.example']);

/** The left column of the table: `is no X`, whose X is any word. */
function avoidedTerms(): string[] {
  const [, table = ''] = TABLE.exec(read(GUIDE)) ?? [];
  const cells = table.split('\n').map((row) => row.split('|')[1] ?? '');
  return cells
    .slice(cells.findIndex((cell) => cell.startsWith('---')) + 1)
    .flatMap((cell) => cell.replace(/\(.*\)/, '').split(','))
    .map((term) => term.trim())
    .filter(Boolean);
}

const patternOf = (term: string) =>
  term.replace(/ X$/, ' (?!longer\\b|more\\b)\\w+').replaceAll(' ', '\\s+(?:\\*\\s+)?');

const AVOIDED = new RegExp(`(?<![\\w/.-])(?:${avoidedTerms().map(patternOf).join('|')})(?![\\w-])`, 'gi');

/** Without the table itself, code spans and the names of tests, which are quoted. */
const proseOf = (file: string) =>
  read(file)
    .replace(TABLE, '')
    .replace(/`[^`\n]*` › [^|]*/g, '')
    .replace(file.endsWith('.md') ? /`[^`\n]*`/g : /(?!)/g, '');

test('the table of words has terms', () => {
  expect(avoidedTerms()).toContain('whoever');
});

test.each([...sources, ...pages])('%s uses the words of CONTRIBUTING.md', (file) => {
  expect(proseOf(file).match(AVOIDED) ?? []).toEqual([]);
});
