import { Option } from 'commander';
import { generateKey } from '../config/key-files.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm, signingKeyFromText } from '../config/signing-key.js';
import { type AddCommands, JSON_FLAG } from './command-context.js';

/** Commands that run in a process of their own, whether or not a server has the embedded database open. */
export const addLocalCommands: AddCommands = (program, context) => {
  for (const add of [addSetupCommands, addKeyCommand]) add(program, context);
};

/** `init` and `doctor`. */
const addSetupCommands: AddCommands = (program, context) => {
  program
    .command('init')
    .description('write a file .env with new secrets, and say what is missing for production')
    .option('--production', 'for a server on the public internet')
    .option('--force', 'replace an existing file, which is kept as .env.previous')
    .addOption(algorithmOption('HS256'))
    .action(async (options) => (await import('./init.js')).initialize(context, options));
  program
    .command('doctor')
    .description(
      'check the settings, the database, mail, keys, the clock and the proxy, and say how to fix what is wrong',
    )
    .option(...JSON_FLAG)
    .action(async (options) => (await import('./doctor/doctor.js')).examine(context, options));
};

/** `key generate`. */
const addKeyCommand: AddCommands = (program) => {
  const key = program.command('key').description('manage the keys that sign access tokens');
  key
    .command('generate')
    .description('print a new key, and nothing else, for a file of JWT_KEY_FILES')
    .addOption(algorithmOption('ES256'))
    .action(({ algorithm }: { algorithm: SigningAlgorithm }) => printNewKey(algorithm));
};

function algorithmOption(byDefault: SigningAlgorithm): Option {
  return new Option('--algorithm <algorithm>', 'what signs access tokens')
    .choices(SIGNING_ALGORITHMS)
    .default(byDefault);
}

/** What is for people goes to standard error: standard output becomes the file. */
function printNewKey(algorithm: SigningAlgorithm): void {
  const text = generateKey(algorithm);
  process.stdout.write(text);
  console.error(
    `A key for ${algorithm}; its kid is ${signingKeyFromText(text).kid}. Keep it in a file that only the server may read, and list the file in JWT_KEY_FILES: behind the key that signs now, until every instance knows it.`,
  );
}
