/** A process cannot start or continue. The message is all that the person at the terminal needs. */
export abstract class StartupError extends Error {}

/** The data folder cannot be created or written. */
export class DataFolderUnusableError extends StartupError {
  override readonly name = 'DataFolderUnusableError';

  constructor(folder: string, { code = 'unknown' }: NodeJS.ErrnoException) {
    super(
      `The data folder ${folder} cannot be used (${code}). Let this user write there, choose another folder with ` +
        'DATA_DIR, or set DATABASE_URL.',
    );
  }
}
