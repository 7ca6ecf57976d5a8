import { batchesOf } from '../../pages/src/admin/import/batches.js';

const [CSV, JSON_LINES] = [true, false];
const HEADING = 'email,password_hash\n';

async function cut(text: string, isCsv = CSV) {
  const parts = [];
  for await (const part of batchesOf(new Blob([text]), isCsv)) parts.push(part);
  return parts;
}

const rows = (count: number, row = (index: number) => `person-${index}@example.com,hash`) =>
  Array.from({ length: count }, (_, index) => `${row(index)}\n`);

/** The lines of the file, by number, that the server would get. */
function received(parts: Awaited<ReturnType<typeof cut>>): [number, string][] {
  return parts.flatMap((part) => {
    if (!('text' in part)) return [];
    const lines = part.text.split('\n').slice(0, -1);
    return lines.slice(1).map((line, index): [number, string] => [index + 2 + part.offset, line]);
  });
}

const bodyOf = (part: object) => JSON.stringify({ query: 'x'.repeat(1000), variables: { input: part } });

test('a small file is one part', async () => {
  const text = HEADING + rows(2).join('');
  expect(await cut(text)).toEqual([{ text, offset: 0, bytes: text.length - HEADING.length }]);
});

test('a long file is cut into parts that fit into a request, each with the heading', async () => {
  const parts = await cut(HEADING + rows(5000).join(''));
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.filter((part) => !('text' in part) || !part.text.startsWith(HEADING))).toEqual([]);
  expect(parts.filter((part) => Buffer.byteLength(bodyOf(part)) > 100 * 1024)).toEqual([]);
});

test('the parts of a file have each of its lines once, under its number in the file', async () => {
  const lines = rows(5000);
  const numbered = lines.map((line, index) => [index + 2, line.trimEnd()]);
  expect(received(await cut(HEADING + lines.join('')))).toEqual(numbered);
});

test('parts of JSON, in which every quotation mark grows, fit into a request', async () => {
  const parts = await cut(
    rows(2000, (index) => JSON.stringify({ email: `${index}`, password_hash: '""' })).join(''),
    JSON_LINES,
  );
  expect(parts.filter((part) => Buffer.byteLength(bodyOf(part)) > 100 * 1024)).toEqual([]);
  expect(parts.map((part) => ('offset' in part ? part.offset : -1))).toEqual([
    0,
    ...parts.slice(0, -1).map((_, index) => sumOfLines(parts.slice(0, index + 1))),
  ]);
});

function sumOfLines(parts: Awaited<ReturnType<typeof cut>>): number {
  return parts.reduce((sum, part) => sum + ('text' in part ? part.text.split('\n').length - 1 : 1), 0);
}

test('a part has at most 1,000 lines', async () => {
  const parts = await cut('{}\n'.repeat(2500), JSON_LINES);
  expect(parts.map((part) => ('text' in part ? part.text.split('\n').length - 1 : 0))).toEqual([1000, 1000, 500]);
});

test('a line break between quotation marks does not end a record', async () => {
  const record = `"person\n@example.com",hash\n`;
  const parts = await cut(HEADING + record.repeat(4000));
  const texts = parts.map((part) => ('text' in part ? part.text.slice(HEADING.length) : ''));
  expect(texts.filter((text) => text.length % record.length > 0)).toEqual([]);
});

test('a quotation mark that is not closed costs the lines up to the length of a request, but not the rest of the file', async () => {
  const lines = [`"open,hash\n`, ...rows(10_000)];
  const parts = await cut(HEADING + lines.join(''));
  expect(parts[0]).toMatchObject({ line: 2 });
  expect(received(parts).at(-1)).toEqual([10_002, 'person-9999@example.com,hash']);
});

test('a line that is too long for a request is left out, and named', async () => {
  const long = `${'x'.repeat(100_000)}\n`;
  const parts = await cut(`{}\n${long}{}\n`, JSON_LINES);
  expect(parts).toEqual([
    { text: '{}\n', offset: 0, bytes: 3 },
    { line: 2, bytes: 100_001 },
    { text: '{}\n', offset: 2, bytes: 3 },
  ]);
});

test('a file may end without a line break, begin with empty lines and a byte order mark, and have the line ends of Windows', async () => {
  const [part, ...others] = await cut('\uFEFF\r\nemail,password_hash\r\na@example.com,hash');
  expect(others).toEqual([]);
  expect(part).toMatchObject({ text: 'email,password_hash\r\na@example.com,hash', offset: 1 });
});

test('a file with nothing but a heading has no parts', async () => {
  expect(await cut(HEADING)).toEqual([]);
  expect(await cut('')).toEqual([]);
});
