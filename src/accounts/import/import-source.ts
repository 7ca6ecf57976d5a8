import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { type CsvError, parse } from 'csv-parse';

/** A line of an import file: its fields as they stand there, or why they cannot be read. */
export interface SourceLine {
  /** Counted from 1, the heading of a CSV file included. */
  readonly line: number;
  readonly record?: Record<string, unknown>;
  readonly problem?: string;
}

/** An import file as it is read, line by line. */
export interface ImportSource extends AsyncIterable<SourceLine> {
  bytesRead(): number;
}

/** Opens a file of JSON lines (`.jsonl`, `.ndjson`, `.json`), or else of comma-separated values. */
export function openImportFile(file: string): ImportSource {
  const stream = createReadStream(file);
  const isJson = ['.jsonl', '.ndjson', '.json'].includes(extname(file).toLowerCase());
  const lines = isJson ? readJsonLines(stream) : readCsv(stream);
  return { bytesRead: () => stream.bytesRead, [Symbol.asyncIterator]: () => lines };
}

async function* readJsonLines(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim()) yield { line, ...parseJsonLine(text) };
  }
}

function parseJsonLine(text: string): Omit<SourceLine, 'line'> {
  try {
    const value: unknown = JSON.parse(text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? { record: value as Record<string, unknown> } : { problem: 'is no JSON object' };
  } catch {
    return { problem: 'is no JSON' };
  }
}

async function* readCsv(stream: NodeJS.ReadableStream): AsyncGenerator<SourceLine> {
  const skipped: SourceLine[] = [];
  const onSkip = (error: CsvError | undefined) => {
    skipped.push({
      line: Number(error?.lines ?? 0),
      problem: 'is no line of comma-separated values with these columns',
    });
    return undefined;
  };
  const options = { bom: true, trim: true, info: true, skip_empty_lines: true, skip_records_with_error: true } as const;
  const parser = stream.pipe(parse({ ...options, columns: (names: string[]) => names, on_skip: onSkip }));
  for await (const { record, info } of parser) {
    yield* skipped.splice(0);
    yield { line: info.lines, record };
  }
  yield* skipped;
}
