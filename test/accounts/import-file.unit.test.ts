import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImportFile, type SourceLine } from '../../src/accounts/import/import-file.js';

const root = mkdtempSync(join(tmpdir(), 'gatehouse-import-'));
afterAll(() => rmSync(root, { recursive: true }));

async function readLines(file: string, isDocument: boolean): Promise<SourceLine[]> {
  const lines: SourceLine[] = [];
  for await (const line of openImportFile(file, isDocument)) lines.push(line);
  return lines;
}

test.each([
  ['users.csv', false],
  ['users.jsonl', false],
  ['users.json', true],
])('an import fails, and not the server, if its file fails while it is read: %s', async (name, isDocument) => {
  // A folder can be opened, but not read.
  mkdirSync(join(root, name));
  await expect(readLines(join(root, name), isDocument)).rejects.toThrow('EISDIR');
});
