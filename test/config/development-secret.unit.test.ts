import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chdir, cwd } from 'node:process';
import { type Config, ConfigError, readEnvironment } from '../../src/config/config.js';
import { developmentSecret } from '../../src/config/signing-keys.js';
import { DataFolderUnusableError } from '../../src/config/startup-error.js';
import { createDataFolder } from '../support/databases.js';

const folder = cwd();
afterAll(() => chdir(folder));

test('a DATA_DIR that is a file, or inside one, is reported as unusable', async () => {
  const file = resolve(await createDataFolder(), 'file');
  writeFileSync(file, '');
  for (const dataDir of [file, resolve(file, 'folder')])
    await expect(developmentSecret({ dataDir } as Config)).rejects.toThrow(DataFolderUnusableError);
});

test('a .env that cannot be read is reported by its name', async () => {
  chdir(await createDataFolder());
  mkdirSync('.env');
  expect(readEnvironment).toThrow(ConfigError);
  expect(readEnvironment).toThrow(/ \.env: cannot be read/);
});
