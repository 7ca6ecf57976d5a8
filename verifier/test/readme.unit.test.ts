import { readFileSync } from 'node:fs';

const README = readFileSync('verifier/README.md', 'utf8');

/** The names in the first column of the table that begins with a heading. */
const namesIn = (heading: string) => {
  const [, table = ''] = README.split(`| ${heading} |`);
  const [rows = ''] = table.split('\n\n');
  return [...rows.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name),
  );
};

/** The members of a union in the source. */
const membersOf = (file: string, type: string) => {
  const [, union = ''] = new RegExp(`export type ${type} =(.*?);\\n\\n`, 's').exec(readFileSync(file, 'utf8')) ?? [];
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
};

test('the verifier’s README lists each code of an error, and no other one', () => {
  expect(namesIn('`code` | `status` | when').sort()).toEqual(
    membersOf('verifier/src/errors.ts', 'VerificationErrorCode').sort(),
  );
});
