import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../../src/config/config.js';
import { developmentSecret } from '../../src/config/signing-keys.js';
import { DataFolderUnusableError } from '../../src/config/startup-error.js';
import { createDataFolder } from '../support/databases.js';

test('a DATA_DIR that is a file, or inside one, is reported as unusable', async () => {
  const file = resolve(await createDataFolder(), 'file');
  writeFileSync(file, '');
  for (const dataDir of [file, resolve(file, 'folder')])
    await expect(developmentSecret({ dataDir } as Config)).rejects.toThrow(DataFolderUnusableError);
});
