import { Option } from 'commander';
import { generateKey } from '../config/key-files.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm, signingKeyFromText } from '../config/signing-key.js';
import type { AddCommands } from './command-context.js';

/** `key generate`. */
export const addKeyCommand: AddCommands = (program) => {
  const key = program.command('key').description('manage the keys that sign access tokens');
  const algorithm = new Option('--algorithm <algorithm>', 'what it signs with')
    .choices(SIGNING_ALGORITHMS)
    .default('ES256');
  key
    .command('generate')
    .description('print a new key, and nothing else, for a file of JWT_KEY_FILES')
    .addOption(algorithm)
    .action(({ algorithm }: { algorithm: SigningAlgorithm }) => printNewKey(algorithm));
};

/** What is for people goes to standard error: standard output becomes the file. */
function printNewKey(algorithm: SigningAlgorithm): void {
  const text = generateKey(algorithm);
  process.stdout.write(text);
  console.error(
    `A key for ${algorithm}; its kid is ${signingKeyFromText(text).kid}. Keep it in a file that only the server may read, and list the file in JWT_KEY_FILES: behind the key that signs now, until every instance knows it.`,
  );
}
