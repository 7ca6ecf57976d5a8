import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, type Environment, settingText } from './config.js';
import { settings } from './settings.js';
import { type SigningKeys, signingKeyFromSecret } from './signing-key.js';
import { DataFolderUnusableError } from './startup-error.js';

/** Files of the data folder. Production never uses them. */
export const DEVELOPMENT_SECRETS = { signing: 'jwt-secret', encryption: 'secrets-key' } as const;

/** Where `npm start` keeps the generated secret. Production never uses it, because its configuration requires keys. */
export function developmentSecretFile(config: Config): string {
  return join(config.dataDir, DEVELOPMENT_SECRETS.signing);
}

export function needsDevelopmentSecret(config: Config): boolean {
  return !config.jwtSecret && config.jwtKeyFiles.length === 0;
}

/**
 * A secret that is generated once in the data folder, readable only by its owner.
 *
 * @throws {DataFolderUnusableError}
 */
export function developmentSecret(config: Config): Promise<string> {
  return generatedOnce(config, DEVELOPMENT_SECRETS.signing);
}

/**
 * The content of a file in the data folder: a secret, generated at the first use.
 *
 * @throws {DataFolderUnusableError}
 */
export async function generatedOnce(config: Config, name: string): Promise<string> {
  const file = join(config.dataDir, name);
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    await createOnce(file, randomBytes(48).toString('base64url'));
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new DataFolderUnusableError(config.dataDir, error as Error);
  }
}

/** What generatedOnce() has stored for a server with these settings; undefined if nothing has been needed yet. */
export function generatedBefore(environment: Environment, name: string): string | undefined {
  const file = join(settingText(environment, 'dataDir') ?? settings.dataDir.parse(undefined), name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Of all that need it at once, in any process, one creates the file, and none ever reads it half written. */
async function createOnce(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  await link(draft, file).catch(ignoreExisting);
  await rm(draft);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** The keys of JWT_KEY_FILES, the key of JWT_SECRET, or in development a generated one. */
export async function resolveSigningKeys(config: Config): Promise<SigningKeys> {
  const [first, ...others] = config.jwtKeyFiles;
  return first ? [first, ...others] : [signingKeyFromSecret(config.jwtSecret ?? (await developmentSecret(config)))];
}
