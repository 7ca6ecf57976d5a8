import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../clock.js';
import { publicOrigin } from '../config/app-url.js';
import type { Config } from '../config/config.js';
import { isLoopbackHost } from '../config/ip-address.js';
import type { Logger } from '../logger.js';
import type { AttemptBuckets } from '../security/attempt-buckets.js';
import type { Places } from '../security/places.js';
import type { TokenDerivation } from '../security/token-derivation.js';
import type { CustomMails } from './custom-mails.js';
import { EmailLogins } from './email-logins.js';
import { MailComposer } from './mail-composer.js';
import { MailDelivery } from './mail-delivery.js';
import type { Brand } from './mail-layout.js';
import { MailOutbox } from './mail-outbox.js';
import { MailRenderer } from './mail-renderer.js';
import { MailTokens } from './mail-tokens.js';
import { DevelopmentMailbox, SmtpTransport } from './mail-transport.js';

export interface MailDependencies {
  readonly config: Config;
  readonly em: EntityManager;
  readonly buckets: AttemptBuckets;
  /** Each purpose has a key of its own. */
  readonly deriveFor: (purpose: string) => TokenDerivation;
  readonly places: Places;
  readonly clock: Clock;
  readonly log: Logger;
}

/** @throws {MailTemplatesError} the templates in MAIL_TEMPLATES_DIR are wrong. */
export async function createMail({ config, em, buckets, deriveFor, places, clock, log }: MailDependencies) {
  const { passwordResetTtlSeconds, emailVerificationTtlSeconds, invitationTtlSeconds, appUrl } = config;
  const { mailDisabled, mailsPerRecipientPerHour, emailLogin: contents } = config;
  const derivation = deriveFor('mail tokens');
  const logins = new EmailLogins({ contents, derivation: deriveFor('email logins'), clock });
  const lifetimes = { passwordResetTtlSeconds, emailVerificationTtlSeconds, invitationTtlSeconds };
  const tokens = new MailTokens({ derivation, ...lifetimes, clock });
  const transport = config.smtpUrl ? createSmtpTransport(config) : new DevelopmentMailbox(log);
  const outbox = new MailOutbox({ enabled: !mailDisabled, buckets, mailsPerRecipientPerHour, clock });
  const customMails = await loadCustomMails(config);
  const renderer = new MailRenderer({ brand: brandOf(config), appUrl, customMails, places, clock });
  const composer = new MailComposer(em, tokens, logins, renderer);
  const delivery = new MailDelivery({ em, composer, transport, clock, log });
  return { outbox, tokens, logins, transport, delivery };
}

/** To the server of SMTP_URL, which has to be set. */
export function createSmtpTransport(config: Config): SmtpTransport {
  return new SmtpTransport(config.smtpUrl as string, config.mailFrom, requiresTls(config));
}

async function loadCustomMails({ mailTemplatesDir }: Config): Promise<CustomMails> {
  if (!mailTemplatesDir) return new Map();
  const { readCustomMails } = await import('./custom-mails.js');
  return readCustomMails(mailTemplatesDir);
}

function brandOf(config: Config): Brand {
  const { brandName, brandLogoUrl, brandColor, brandPrivacyUrl, brandTermsUrl } = config;
  return {
    name: brandName,
    logoUrl: brandLogoUrl ?? urlOfLogoFile(config),
    color: brandColor,
    privacyUrl: brandPrivacyUrl,
    termsUrl: brandTermsUrl,
  };
}

/** Gmail and Outlook show no SVG, and Outlook no WebP: https://www.caniemail.com/search/?s=image */
const IMAGES_OF_EMAILS = ['image/png', 'image/jpeg'];

function urlOfLogoFile({ brandLogoFile, ...config }: Config): string | undefined {
  const origin = publicOrigin(config);
  if (!origin || !brandLogoFile || !IMAGES_OF_EMAILS.includes(brandLogoFile.type)) return undefined;
  return origin + brandLogoFile.path;
}

/** Emails contain tokens that can take over an account. Within this machine, nobody can intercept them. */
function requiresTls({ nodeEnv, smtpUrl, smtpAllowPlaintext }: Config): boolean {
  return nodeEnv === 'production' && !smtpAllowPlaintext && !!smtpUrl && !isLoopbackHost(new URL(smtpUrl).hostname);
}
