import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Every first page loads it. */
const MAX_LOGO_BYTES = 256 * 1024;

/** By what a file begins with, whatever its name says. */
const TYPES: ReadonlyArray<readonly [type: string, isOne: (content: Buffer) => boolean]> = [
  ['image/png', (content) => startsWith(content, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (content) => startsWith(content, '\xff\xd8\xff')],
  ['image/webp', (content) => startsWith(content, 'RIFF') && content.toString('latin1', 8, 12) === 'WEBP'],
  [
    'image/svg+xml',
    (content) => /^\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]/i.test(headOf(content)),
  ],
];

const startsWith = (content: Buffer, text: string) => content.toString('latin1', 0, text.length) === text;
const headOf = (content: Buffer) => content.toString('utf8', 0, 4096).replace(/^\uFEFF/, '');

/** The logo of BRAND_LOGO_FILE. */
export class LogoFile {
  /** Where this server has it. Another content has another path. */
  readonly path: string;

  private constructor(
    private readonly file: string,
    readonly type: string,
    readonly content: Buffer,
  ) {
    this.path = `/logo/${createHash('sha256').update(content).digest('base64url').slice(0, 16)}`;
  }

  /** @returns undefined if it cannot be used, once the reason was reported. */
  static read(file: string, onProblem: (message: string) => void): LogoFile | undefined {
    try {
      const content = readFileSync(file);
      const type = TYPES.find(([, isOne]) => isOne(content))?.[0];
      if (type && content.length <= MAX_LOGO_BYTES) return new LogoFile(file, type, content);
      onProblem(type ? 'must have at most 256 KiB; make the image smaller' : 'must be an SVG, PNG, WebP or JPEG image');
    } catch (error) {
      onProblem(
        `cannot be read (${(error as NodeJS.ErrnoException).code}); correct the path, or let this user read it`,
      );
    }
    return undefined;
  }

  /** As the setting was written. */
  toString(): string {
    return this.file;
  }
}
