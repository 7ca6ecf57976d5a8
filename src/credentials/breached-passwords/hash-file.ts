import { type FileHandle, open } from 'node:fs/promises';
import { ConfigError } from '../../config/config.js';
import type { BreachList } from './breached-passwords.js';

/** Longer than any line: 40 digits, a colon, a count and a line break. */
const MAX_LINE_BYTES = 64;

/** Once the line is within so many bytes, they are searched through. */
const BLOCK_BYTES = 4096;

/** How many blocks are read at the start to see whether the file is sorted. */
const SAMPLES = 64;

const NOT_A_LIST = 'must have lines of HASH:COUNT, with SHA-1 hashes in hexadecimal digits';

const LINE = /^([0-9A-F]{40}):(\d+)\r?$/i;

/** Why a file cannot be used; the message repeats nothing of it. */
class HashFileError extends Error {
  override readonly name = 'HashFileError';
}

/**
 * The SHA-1 list of Have I Been Pwned, as its downloader writes it into a single file: sorted lines of `HASH:COUNT`. It
 * is opened for each lookup, so that it can be replaced at any time, and read in some thirty small pieces.
 * https://github.com/HaveIBeenPwned/PwnedPasswordsDownloader
 */
export class HashFile implements BreachList {
  private constructor(private readonly path: string) {}

  /**
   * Looks at a sample of the file, since reading all of it would take minutes.
   *
   * @throws {ConfigError} it cannot be read, or is not a sorted list.
   */
  static async check(path: string): Promise<HashFile> {
    await withFile(path, checkSamples).catch((error: Error & { code?: string }) => {
      const reason = error instanceof HashFileError ? error.message : `cannot be read (${error.code})`;
      throw new ConfigError([`BREACHED_PASSWORDS_FILE: ${reason}`]);
    });
    return new HashFile(path);
  }

  has(digest: string): Promise<boolean> {
    return withFile(this.path, (file, size) => search(file, size, digest));
  }
}

async function withFile<T>(path: string, work: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw new HashFileError('is empty');
    return await work(file, size);
  } finally {
    await file.close();
  }
}

/** Binary search: the line, if there is one, begins at `low` or later, and before `high`. */
async function search(file: FileHandle, size: number, digest: string): Promise<boolean> {
  let [low, high] = [0, size];
  while (high - low > BLOCK_BYTES) {
    const middle = Math.floor((low + high) / 2);
    const line = await firstLineFrom(file, middle);
    if (line && line.hash <= digest) low = line.start;
    else high = middle;
  }
  const end = high + MAX_LINE_BYTES;
  const lines = parseLines(await read(file, low, end - low), end < size);
  return lines.some(({ hash, count }) => hash === digest && count > 0);
}

interface Line {
  readonly hash: string;
  readonly count: number;
}

/** Undefined if none begins there or later. */
async function firstLineFrom(file: FileHandle, offset: number): Promise<(Line & { start: number }) | undefined> {
  const text = await read(file, offset - 1, 2 * MAX_LINE_BYTES);
  const lineBreak = text.indexOf('\n');
  if (lineBreak === -1 && text.length > MAX_LINE_BYTES) throw new HashFileError(NOT_A_LIST);
  const [line] = lineBreak === -1 ? [] : text.slice(lineBreak + 1).split('\n');
  return line ? { ...parseLine(line), start: offset + lineBreak } : undefined;
}

async function read(file: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('latin1', 0, bytesRead);
}

/** @param isCut whether the last line is incomplete. */
function parseLines(text: string, isCut: boolean): Line[] {
  const lines = text.split('\n');
  if (isCut) lines.pop();
  return lines.filter((line) => line.length > 0).map(parseLine);
}

function parseLine(text: string): Line {
  const [, hash, count] = LINE.exec(text) ?? [];
  if (!hash) throw new HashFileError(NOT_A_LIST);
  return { hash: hash.toUpperCase(), count: Number(count) };
}

async function checkSamples(file: FileHandle, size: number): Promise<void> {
  let [last, end] = ['', 0];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const offset = Math.floor((size * sample) / SAMPLES);
    if (offset < end) continue;
    end = offset + BLOCK_BYTES;
    const text = await read(file, offset, BLOCK_BYTES);
    last = checkSorted(parseLines(offset === 0 ? text : text.slice(text.indexOf('\n') + 1), end < size), last);
  }
  if (!last) throw new HashFileError(NOT_A_LIST);
}

/** @returns the last hash. */
function checkSorted(lines: Line[], before: string): string {
  let last = before;
  for (const { hash } of lines) {
    if (hash < last) throw new HashFileError('is not sorted by hash; download the version that is');
    last = hash;
  }
  return last;
}
