import { readFileSync } from 'node:fs';
import * as administrationErrors from '../../src/api/administration-errors.js';
import { ErrorCode, FieldErrorCode } from '../../src/api/error-result.js';
import * as expectedErrors from '../../src/api/expected-errors.js';
import * as machineErrors from '../../src/api/machine-errors.js';
import * as passkeyErrors from '../../src/api/passkey-errors.js';
import { RequestErrorCode, UNAUTHENTICATED_MESSAGES } from '../../src/api/request-errors.js';
import * as secondFactorErrors from '../../src/api/second-factor-errors.js';
import * as socialErrors from '../../src/api/social-errors.js';
import * as webhookErrors from '../../src/api/webhook-errors.js';

const page = readFileSync('docs/errors.md', 'utf8');

/** The code spans in a column of the table under a heading. */
function documented(heading: string, column = 0): string[] {
  const section = page.split('\n## ').find((text) => text.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `') && !line.includes('---'));
  const cells = rows.map((row) => row.split('|')[column + 1]?.trim().replaceAll('`', '') ?? '');
  return cells.filter((cell) => !cell.startsWith('extensions.')).sort();
}

describe('docs/errors.md', () => {
  test.each([
    ['Codes of `ErrorResult`', Object.values(ErrorCode)],
    ['Codes of `FieldError`', Object.values(FieldErrorCode)],
    ['Top-level codes', Object.values(RequestErrorCode)],
    ['Reasons of `UNAUTHENTICATED`', Object.keys(UNAUTHENTICATED_MESSAGES)],
  ])('docs/errors.md lists all that there are, and no others: %s', (heading, codes) => {
    expect(documented(heading)).toEqual([...codes].sort());
  });

  test('docs/errors.md names the type of each code of ErrorResult', () => {
    expect(documented('Codes of `ErrorResult`', 1)).toEqual(
      Object.keys({
        ...administrationErrors,
        ...expectedErrors,
        ...machineErrors,
        ...passkeyErrors,
        ...secondFactorErrors,
        ...socialErrors,
        ...webhookErrors,
      })
        .filter((name) => name.endsWith('Error'))
        .sort(),
    );
  });
});
