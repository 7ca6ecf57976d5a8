import { StartupError } from '../config/startup-error.js';
import { rotateTotpSecrets } from '../credentials/totp/totp-factors.js';
import { rotateWebhookSecrets } from '../webhooks/webhooks.js';
import type { CommandContext } from './command-context.js';

/** A key that some secrets are encrypted with is missing. */
export class SecretsUnreadableError extends StartupError {
  override readonly name = 'SecretsUnreadableError';

  constructor(count: number) {
    super(`${count} secrets are encrypted with a key that is not in SECRETS_KEYS. Add it, and run this again.`);
  }
}

/**
 * `secrets rotate`.
 *
 * @throws {SecretsUnreadableError}
 */
export async function rotateAllSecrets({ terminal, withServices }: CommandContext): Promise<void> {
  await withServices(async ({ database, services }) => {
    const [em, { secrets }] = [database.em.fork(), services.security];
    const [ofApps, ofWebhooks] = [await rotateTotpSecrets(em, secrets), await rotateWebhookSecrets(em, secrets)];
    const renewed = ofApps.renewed + ofWebhooks.renewed;
    const unreadable = ofApps.unreadable + ofWebhooks.unreadable;
    terminal.print(`encrypted ${renewed} secrets with the first key`);
    if (unreadable > 0) throw new SecretsUnreadableError(unreadable);
  });
}
