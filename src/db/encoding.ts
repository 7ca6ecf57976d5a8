import type { Database } from './database.js';

/** The database cannot hold every character. */
export class DatabaseEncodingError extends Error {
  override readonly name = 'DatabaseEncodingError';

  constructor(where: string, encoding: string) {
    super(
      `The database at ${where} has the encoding ${encoding}, which cannot hold every character. ` +
        'Create one with "create database ... encoding \'UTF8\' template template0", and correct DATABASE_URL.',
    );
  }
}

/** @throws {DatabaseEncodingError} text is not stored in UTF-8. */
export async function requireUtf8Encoding({ em, location }: Database): Promise<void> {
  const [row] = await em.execute<Array<{ encoding: string }>>(`select current_setting('server_encoding') as encoding`);
  const encoding = row?.encoding ?? 'unknown';
  if (encoding !== 'UTF8') throw new DatabaseEncodingError(location, encoding);
}
