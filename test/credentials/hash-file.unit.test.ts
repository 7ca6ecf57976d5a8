import { mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HashFile } from '../../src/credentials/breached-passwords/hash-file.js';
import { sha1 } from '../support/range-server.js';

const folder = mkdtempSync(join(tmpdir(), 'breached-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Sorted lines as the downloader writes them, of `password 0` and so on. */
function lines(count: number, first = 0): string[] {
  const passwords = Array.from({ length: count }, (_, index) => `password ${first + index}`);
  return passwords.map((password, index) => `${sha1(password)}:${index + 1}`).sort();
}

function write(text: string): string {
  const path = join(folder, `${crypto.randomUUID()}.txt`);
  writeFileSync(path, text);
  return path;
}

const open = (text: string) => HashFile.check(write(text));
const problem = (path: string) => HashFile.check(path).catch(({ message }: Error) => message);

describe('a file of 5,000 digests', () => {
  const all = lines(5000);

  test.each([
    ['CRLF', all.join('\r\n')],
    ['LF', all.join('\n')],
    ['CRLF, also after the last one', `${all.join('\r\n')}\r\n`],
    ['lowercase digits', all.join('\n').toLowerCase()],
  ])('a file with %s contains its digests and nothing else', async (_, text) => {
    const file = await open(text);
    for (let number = 0; number < 5000; number += 7) expect(await file.has(sha1(`password ${number}`))).toBe(true);
    for (let number = 0; number < 100; number += 1) expect(await file.has(sha1(`another ${number}`))).toBe(false);
  });

  test('a file contains neither what is before its first digest nor what is after its last', async () => {
    const file = await open(all.join('\r\n'));
    expect(await file.has('0'.repeat(40))).toBe(false);
    expect(await file.has('F'.repeat(40))).toBe(false);
  });
});

test.each([1, 2, 94, 95, 96, 97, 190])('each digest of a file of %d is found', async (count) => {
  const file = await open(lines(count).join('\r\n'));
  for (let number = 0; number < count; number += 1) expect(await file.has(sha1(`password ${number}`))).toBe(true);
  expect(await file.has(sha1('another'))).toBe(false);
});

test('a digest that was seen 0 times does not count', async () => {
  expect(await (await open(`${sha1('padding')}:0\n`)).has(sha1('padding'))).toBe(false);
});

describe('files that are rejected at the start', () => {
  test('a file that does not exist is rejected at the start', async () => {
    expect(await problem(join(folder, 'missing.txt'))).toMatch(/BREACHED_PASSWORDS_FILE: cannot be read \(ENOENT\)/);
  });

  test('a folder in place of a file is rejected at the start', async () => {
    expect(await problem(folder)).toMatch(/BREACHED_PASSWORDS_FILE: cannot be read \(EISDIR\)/);
  });

  test('an empty file is rejected at the start', async () => {
    expect(await problem(write(''))).toMatch(/BREACHED_PASSWORDS_FILE: is empty/);
  });

  test.each([
    [
      'by how often a password was seen',
      lines(5000).toSorted((a, b) => Number(b.split(':')[1]) - Number(a.split(':')[1])),
    ],
    ['backward', lines(5000).reverse()],
    ['in two parts', [...lines(3000), ...lines(3000, 3000)]],
  ])('a file that is sorted %s is rejected at the start', async (_, sorted) => {
    expect(await problem(write(sorted.join('\r\n')))).toMatch(/BREACHED_PASSWORDS_FILE: is not sorted by hash/);
  });

  test.each([
    ['passwords', 'hunter2\nletmein\n'],
    ['NTLM hashes', `${'A'.repeat(32)}:1\n`],
    ['one endless line', 'A'.repeat(100_000)],
    ['line breaks', '\n'.repeat(100_000)],
    ['hashes without a count', `${sha1('x')}\n`],
  ])('a file of %s is rejected at the start', async (_, text) => {
    expect(await problem(write(text))).toMatch(/BREACHED_PASSWORDS_FILE: must have lines of HASH:COUNT/);
  });
});

describe('files that change while the server runs', () => {
  test('a file is read in its new version once it was replaced', async () => {
    const path = write(lines(200).join('\r\n'));
    const file = await HashFile.check(path);
    renameSync(write(lines(200, 200).join('\r\n')), path);
    expect(await file.has(sha1('password 300'))).toBe(true);
    expect(await file.has(sha1('password 100'))).toBe(false);
  });

  test.each<[string, (path: string) => void]>([
    ['removed', (path) => rmSync(path)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['overwritten', (path) => writeFileSync(path, 'something else')],
  ])('a file that was %s while the server runs causes an error', async (_, change) => {
    const path = write(lines(200).join('\r\n'));
    const file = await HashFile.check(path);
    change(path);
    await expect(file.has(sha1('password 100'))).rejects.toThrow();
  });
});
