import { Command } from 'commander';
import { rotateSecrets } from '../credentials/totp/secret-rotation.js';
import { withServices } from './user.js';

/** `secrets rotate`. */
export function secretsCommand(): Command {
  const secrets = new Command('secrets').description('manage what SECRETS_KEYS encrypts');
  secrets
    .command('rotate')
    .description('encrypt all secrets by the first key of SECRETS_KEYS, so that the other keys can be removed')
    .action(rotate);
  return secrets;
}

async function rotate(): Promise<void> {
  await withServices(async ({ security }, { em }) => {
    const { renewed, unreadable } = await rotateSecrets(em.fork(), security.secrets);
    console.log(`encrypted ${renewed} secrets by the first key`);
    if (unreadable === 0) return;
    console.error(
      `${unreadable} secrets are encrypted by a key that SECRETS_KEYS does not have. Add it, and run this again.`,
    );
    process.exitCode = 1;
  });
}
