import type { Clock } from '../../clock.js';
import type { Config } from '../../config/config.js';
import type { Logger } from '../../logger.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import { evenLimit } from '../../security/rate-limit.js';
import { SignInMethods } from '../sign-in-methods.js';
import type { StepUp } from '../step-up.js';
import { Identities } from './identities.js';
import { IdentityLinking } from './identity-linking.js';
import { IdentityProviders } from './identity-provider.js';
import type { IsTrustedOrigin } from './return-to.js';
import { SocialFlows } from './social-flows.js';
import { SocialLogin } from './social-login.js';

export interface SocialDependencies {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly stepUp: StepUp;
  readonly buckets: AttemptBuckets;
  readonly limits: OperationLimits;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly isTrustedOrigin: IsTrustedOrigin;
}

/**
 * Everything about logins at providers: removing it from the wiring removes the feature.
 *
 * @throws {ConfigError} a provider is configured wrong.
 */
export async function createSocial({ config, clock, log, ...dependencies }: SocialDependencies) {
  const { appUrl, loginFailuresPerAddressPerHour } = config;
  const providers = await loadProviders(config, clock);
  const identities = new Identities({ providers, clock, ...dependencies });
  const signInMethods = new SignInMethods(identities);
  const failures = evenLimit('social-login', loginFailuresPerAddressPerHour);
  const flows = new SocialFlows(clock);
  const socialLogin = new SocialLogin({ ...dependencies, providers, flows, identities, failures, appUrl, log });
  const identityLinking = new IdentityLinking({ ...dependencies, socialLogin, identities, signInMethods });
  return { providers, identities, signInMethods, socialLogin, identityLinking };
}

/** The libraries of the protocol are loaded only where the settings name providers. */
async function loadProviders({ identityProvidersFile, nodeEnv }: Config, clock: Clock): Promise<IdentityProviders> {
  if (!identityProvidersFile) return new IdentityProviders([]);
  const { readIdentityProviders } = await import('../../config/identity-providers.js');
  const { createGuardedFetch } = await import('../../security/guarded-fetch.js');
  const { OpenIdProvider } = await import('./openid-provider.js');
  const isProduction = nodeEnv === 'production';
  const services = { fetch: createGuardedFetch({ allowPrivate: !isProduction }), allowHttp: !isProduction, clock };
  const settings = readIdentityProviders(identityProvidersFile, isProduction);
  return new IdentityProviders(settings.map((each) => new OpenIdProvider(each, services)));
}
