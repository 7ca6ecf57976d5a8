import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type CsvError, parse } from 'csv-parse';

/** A line of an import file: its fields as they stand there, or why they cannot be read. */
export interface SourceLine {
  /** Counted from 1, the heading of a CSV file included. */
  readonly line: number;
  readonly record?: Record<string, unknown>;
  readonly problem?: string;
}

export enum ImportFormat {
  CSV = 'CSV',
  JSON_LINES = 'JSON_LINES',
}

/** An import file as it is read, line by line. */
export interface ImportSource extends AsyncIterable<SourceLine> {
  bytesRead(): number;
}

/**
 * Opens a file of JSON lines (`.jsonl`, `.ndjson`, `.json`), of one JSON document, or else of comma-separated values.
 *
 * @param isDocument whether `.json` is one document, with its accounts in `users`: those are counted in place of lines.
 */
export function openImportFile(file: string, isDocument = false): ImportSource {
  const stream = createReadStream(file);
  const extension = extname(file).toLowerCase();
  const isJson = ['.jsonl', '.ndjson', '.json'].includes(extension);
  const readJson = isDocument && extension === '.json' ? readDocument : readJsonLines;
  const lines = isJson ? readJson(stream) : readCsv(stream);
  return { bytesRead: () => stream.bytesRead, [Symbol.asyncIterator]: () => lines };
}

/** Opens a part of such a file. */
export function openImportText(part: string, format: ImportFormat): ImportSource {
  const stream = Readable.from([part]);
  const lines = format === ImportFormat.JSON_LINES ? readJsonLines(stream) : readCsv(stream);
  return { bytesRead: () => Buffer.byteLength(part), [Symbol.asyncIterator]: () => lines };
}

/** Read as a whole, up to the half of a gigabyte that a text can have. */
async function* readDocument(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  const { record, problem } = parseJsonLine(await text(stream));
  const users: unknown = record?.users;
  if (!Array.isArray(users)) return yield { line: 1, problem: problem ?? 'has no list of users' };
  for (const [index, user] of users.entries()) yield { line: index + 1, record: user };
}

async function* readJsonLines(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  let line = 0;
  for await (const json of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (json.trim()) yield { line, ...parseJsonLine(json) };
  }
}

function parseJsonLine(json: string): Omit<SourceLine, 'line'> {
  try {
    const value: unknown = JSON.parse(json);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? { record: value as Record<string, unknown> } : { problem: 'is not a JSON object' };
  } catch {
    return { problem: 'is not JSON' };
  }
}

async function* readCsv(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  const skipped: SourceLine[] = [];
  const onSkip = (error: CsvError | undefined) => {
    skipped.push({
      line: Number(error?.lines ?? 0),
      problem: 'is not a line of comma-separated values with these columns',
    });
    return undefined;
  };
  const options = { bom: true, trim: true, info: true, skip_empty_lines: true, skip_records_with_error: true } as const;
  const parser = parse({ ...options, columns: (names: string[]) => names, on_skip: onSkip });
  // A stream that fails makes the parser fail, which is read below.
  pipeline(stream, parser, () => {});
  for await (const { record, info } of parser) {
    yield* skipped.splice(0);
    yield { line: info.lines, record };
  }
  yield* skipped;
}
