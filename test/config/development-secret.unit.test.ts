import { readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
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

test('many who need the secret at once, in one process, get the same one', async () => {
  const config = { dataDir: await createDataFolder() } as Config;
  // Each a few turns of the event loop later, so that one removes its draft while another links its own.
  const needed = Array.from({ length: 50 }, async (_, index) => {
    for (let turns = 0; turns < index; turns++) await setImmediate();
    return developmentSecret(config);
  });
  const secrets = await Promise.all(needed);
  expect(new Set(secrets).size).toBe(1);
  expect(readdirSync(config.dataDir)).toEqual(['jwt-secret']);
});
