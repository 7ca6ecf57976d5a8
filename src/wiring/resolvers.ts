import type { ClassType, NonEmptyArray } from 'type-graphql';
import { AccountsResolver } from '../accounts/accounts.resolver.js';
import { AdministrationResolver } from '../accounts/administration/administration.resolver.js';
import { AdministrationClaimResolver } from '../accounts/administration/administration-claim.resolver.js';
import { AuditEventsResolver, UserAuditEventsResolver } from '../accounts/administration/audit-events.resolver.js';
import { StatisticsResolver } from '../accounts/administration/statistics.resolver.js';
import { EmailAddressResolver } from '../accounts/email-address.resolver.js';
import { ImportResolver } from '../accounts/import/import.resolver.js';
import { PasskeySignUpResolver } from '../accounts/passkey-sign-up.resolver.js';
import { RegistrationResolver } from '../accounts/registration.resolver.js';
import { SocialSignInResolver } from '../accounts/social-sign-in.resolver.js';
import { EmailsResolver } from '../accounts/system/emails.resolver.js';
import { SystemResolver } from '../accounts/system/system.resolver.js';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { ApiKey, ServiceAccount } from '../credentials/api-keys/api-key.entities.js';
import { ApiKeysResolver } from '../credentials/api-keys/api-keys.resolver.js';
import { ConfirmIdentityResolver } from '../credentials/confirm-identity.resolver.js';
import { EmailLoginResolver } from '../credentials/email-login/email-login.resolver.js';
import { LoginResolver } from '../credentials/login.resolver.js';
import { LoginCompletionResolver } from '../credentials/login-completion.resolver.js';
import { Passkey } from '../credentials/passkeys/passkey.entities.js';
import { PasskeysResolver } from '../credentials/passkeys/passkeys.resolver.js';
import { PasswordResolver } from '../credentials/password/password.resolver.js';
import { RecoveryCodesResolver } from '../credentials/recovery-codes/recovery-codes.resolver.js';
import { Identity } from '../credentials/social/social.entities.js';
import { IdentityResolver, SocialResolver } from '../credentials/social/social.resolver.js';
import { TotpResolver } from '../credentials/totp/totp.resolver.js';
import { TotpFactor } from '../credentials/totp/totp-factor.entity.js';
import { OutgoingMail } from '../mail/mail.entities.js';
import { NodeResolver } from '../server/graphql/node.js';
import type { ResolverContainer } from '../server/graphql/schema.js';
import { ServerInfoResolver } from '../server/graphql/server-info.js';
import { RevocationsResolver } from '../server/subscriptions/revocations.resolver.js';
import { SessionEndedResolver } from '../server/subscriptions/session-ended.resolver.js';
import type { AuthenticateToken } from '../sessions/authentication.js';
import { IntrospectionResolver, TokenIntrospector } from '../sessions/introspection.js';
import { LogoutResolver } from '../sessions/logout.resolver.js';
import { RefreshTokenResolver } from '../sessions/refresh-token.resolver.js';
import { Session } from '../sessions/session.entity.js';
import { SessionResolver, UserSessionsResolver } from '../sessions/session.resolver.js';
import { Webhook, WebhookDelivery } from '../webhooks/webhook.entities.js';
import { WebhookDeliveryResolver, WebhooksResolver } from '../webhooks/webhooks.resolver.js';
import type { Services } from './services.js';

export interface ResolverDependencies {
  readonly config: Config;
  readonly services: Services;
  readonly clock: Clock;
  readonly authenticateToken: AuthenticateToken;
}

type CreateResolver = (dependencies: ResolverDependencies) => object;

const RESOLVERS: [ClassType, CreateResolver][] = [
  [RegistrationResolver, ({ services }) => new RegistrationResolver(services.accounts.registration)],
  [LoginResolver, ({ services }) => new LoginResolver(services.credentials.login)],
  [LoginCompletionResolver, ({ services }) => new LoginCompletionResolver(services.credentials.loginCompletion)],
  [EmailLoginResolver, ({ services }) => new EmailLoginResolver(services.credentials.emailSignIn)],
  [RefreshTokenResolver, ({ services }) => new RefreshTokenResolver(services.sessions)],
  [LogoutResolver, ({ services }) => new LogoutResolver(services.sessions.logout)],
  [
    NodeResolver,
    () =>
      new NodeResolver({
        owned: [Session, TotpFactor, Passkey, Identity],
        administered: [OutgoingMail, ServiceAccount, ApiKey, Webhook, WebhookDelivery],
      }),
  ],
  [
    SessionResolver,
    ({ services: { sessions, security } }) => new SessionResolver(sessions.revocation, security.places),
  ],
  [UserSessionsResolver, ({ clock }) => new UserSessionsResolver(clock)],
  [AccountsResolver, ({ services }) => new AccountsResolver(services.accounts)],
  [EmailAddressResolver, ({ services }) => new EmailAddressResolver(services.accounts)],
  [PasswordResolver, ({ services }) => new PasswordResolver(services.credentials)],
  [ConfirmIdentityResolver, ({ services }) => new ConfirmIdentityResolver(services.credentials.confirmIdentity)],
  [TotpResolver, ({ services }) => new TotpResolver(services.credentials)],
  [RecoveryCodesResolver, ({ services }) => new RecoveryCodesResolver(services.credentials)],
  [PasskeySignUpResolver, ({ services }) => new PasskeySignUpResolver(services.accounts.passkeySignUp)],
  [ApiKeysResolver, ({ services }) => new ApiKeysResolver(services.credentials)],
  [PasskeysResolver, ({ services }) => new PasskeysResolver(services.credentials)],
  [SocialResolver, ({ services }) => new SocialResolver(services.credentials)],
  [IdentityResolver, ({ services }) => new IdentityResolver(services.credentials.providers)],
  [
    SocialSignInResolver,
    ({ services: { accounts, credentials } }) => new SocialSignInResolver({ ...accounts, ...credentials }),
  ],
  [
    AdministrationResolver,
    ({ services: { accounts, credentials } }) =>
      new AdministrationResolver({ ...accounts, stepUp: credentials.stepUp }),
  ],
  [
    AdministrationClaimResolver,
    ({ services }) => new AdministrationClaimResolver(services.accounts.administrationClaim),
  ],
  [AuditEventsResolver, () => new AuditEventsResolver()],
  [UserAuditEventsResolver, () => new UserAuditEventsResolver()],
  [StatisticsResolver, ({ services }) => new StatisticsResolver(services.accounts.statistics)],
  [
    ImportResolver,
    ({ services: { accounts, credentials } }) => new ImportResolver(accounts.batchImport, credentials.stepUp),
  ],
  [
    EmailsResolver,
    ({ services: { accounts, credentials } }) => new EmailsResolver({ ...accounts, stepUp: credentials.stepUp }),
  ],
  [
    SystemResolver,
    ({ config, services: { accounts, security } }) => new SystemResolver({ config, ...security, ...accounts }),
  ],
  [ServerInfoResolver, ({ config }) => new ServerInfoResolver(config)],
  [
    IntrospectionResolver,
    ({ authenticateToken, config }) => new IntrospectionResolver(new TokenIntrospector(authenticateToken, config)),
  ],
  [
    WebhooksResolver,
    ({ services: { webhooks, credentials } }) => new WebhooksResolver({ ...webhooks, stepUp: credentials.stepUp }),
  ],
  [WebhookDeliveryResolver, () => new WebhookDeliveryResolver()],
  [SessionEndedResolver, () => new SessionEndedResolver()],
  [RevocationsResolver, () => new RevocationsResolver()],
];

/** What the schema is made of. */
export const resolverClasses = RESOLVERS.map(([resolver]) => resolver) as NonEmptyArray<ClassType>;

export function resolverInstances(dependencies: ResolverDependencies): ResolverContainer {
  const instances = new Map(RESOLVERS.map(([resolver, create]) => [resolver, create(dependencies)]));
  // It asks for none but those above.
  return { get: (resolver) => instances.get(resolver) as object };
}
