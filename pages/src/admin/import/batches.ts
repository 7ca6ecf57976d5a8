/** A part of a file that fits into one request. */
export interface Batch {
  /** Of CSV with the heading. */
  readonly text: string;
  /** Added to the number of a line of the text, it is that of the line in the file. */
  readonly offset: number;
  /** Of the part, in the file. */
  readonly bytes: number;
}

/** One account of a file, which is nearly always one line. */
interface FileRecord {
  /** With its line end. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  /** How many lines it has: a value of CSV between quotation marks may have line breaks. */
  readonly lineCount: number;
  /** Of the text in UTF-8. */
  readonly bytes: number;
}

/** A record that no request can hold. */
export interface TooLong {
  readonly line: number;
  readonly bytes: number;
}

/** A request has at most 100 kB, in the JSON of which the text is. */
const MAX_BYTES = 90_000;

/** As many lines as the server takes. */
const MAX_LINES = 1000;

const encoder = new TextEncoder();

/** Cuts a file into parts, as it is read. */
export async function* batchesOf(file: Blob, isCsv: boolean): AsyncGenerator<Batch | TooLong> {
  const records = recordsOf(file, isCsv);
  const heading = isCsv ? await nextNotEmpty(records) : undefined;
  let batch = new OpenBatch(heading);
  for await (const record of records) {
    if (!batch.isEmpty && !batch.takes(record)) {
      yield batch.close();
      batch = new OpenBatch(heading);
    }
    if (batch.takes(record)) batch.add(record);
    else yield { line: record.line, bytes: record.bytes };
  }
  if (!batch.isEmpty) yield batch.close();
}

async function nextNotEmpty(records: AsyncGenerator<FileRecord>): Promise<FileRecord | undefined> {
  for (;;) {
    const { done, value } = await records.next();
    if (done) return undefined;
    if (value.text.trim()) return value;
  }
}

/** A part that more is added to. */
class OpenBatch {
  private readonly records: FileRecord[] = [];
  private size: number;
  private lineCount: number;

  constructor(private readonly heading?: FileRecord) {
    this.size = heading ? sizeOf(heading) : 0;
    this.lineCount = heading?.lineCount ?? 0;
  }

  get isEmpty(): boolean {
    return this.records.length === 0;
  }

  takes(record: FileRecord): boolean {
    return this.size + sizeOf(record) <= MAX_BYTES && this.lineCount + record.lineCount <= MAX_LINES;
  }

  add(record: FileRecord): void {
    this.records.push(record);
    this.size += sizeOf(record);
    this.lineCount += record.lineCount;
  }

  close(): Batch {
    const { heading, records } = this;
    const text = [...(heading ? [heading] : []), ...records].map((record) => record.text).join('');
    const firstLine = records[0]?.line ?? 1;
    const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
    return { text, offset: firstLine - 1 - (heading?.lineCount ?? 0), bytes };
  }
}

/** What a record takes within JSON, in which quotation marks become longer. */
function sizeOf({ text, bytes }: FileRecord): number {
  return bytes + JSON.stringify(text).length - text.length;
}

/** Record by record. One that is too long ends at the next line end: a quotation mark was not closed. */
async function* recordsOf(file: Blob, isCsv: boolean): AsyncGenerator<FileRecord> {
  let [text, line, lineCount] = ['', 1, 0];
  for await (const each of linesOf(file)) {
    text += each;
    lineCount += 1;
    if (isCsv && hasOpenQuote(text) && text.length <= MAX_BYTES) continue;
    yield { text, line, lineCount, bytes: encoder.encode(text).length };
    line += lineCount;
    text = '';
    lineCount = 0;
  }
  if (text) yield { text, line, lineCount, bytes: encoder.encode(text).length };
}

function hasOpenQuote(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 1;
}

/** Not every browser can iterate over a stream. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield `${line}\n`;
  }
  if (rest) yield rest;
}
