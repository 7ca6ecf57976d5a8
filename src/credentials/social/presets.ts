import type { ServerMetadata } from 'openid-client';
import type { IdentityProviderSettings, Preset } from '../../config/identity-providers.js';

/** Claims of an ID token, or of the UserInfo response. */
export type Claims = Readonly<Record<string, unknown>>;

/** What is peculiar to a provider. */
export interface Traits {
  readonly issuer: string;
  /** Of providers without a discovery document that could be used. */
  readonly metadata?: Omit<ServerMetadata, 'issuer'>;
  readonly scopes: readonly string[];
  /** Further parameters of the authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether the claims prove that the address is the person's. Absent is not verified. */
  readonly isEmailVerified: (claims: Claims) => boolean;
}

/** OpenID Connect Core 1.0 §5.1: a boolean. The text "false" is true in JavaScript. */
const byStandardClaim = ({ email_verified }: Claims) => email_verified === true;

const STANDARD = { scopes: ['openid', 'email'], isEmailVerified: byStandardClaim };

const PRESETS: Record<Preset, Omit<Traits, 'issuer'> & { readonly issuer: string }> = {
  google: { ...STANDARD, issuer: 'https://accounts.google.com' },
  gitlab: { ...STANDARD, issuer: 'https://gitlab.com' },
  // https://developer.apple.com/documentation/signinwithapple/authenticating-users-with-sign-in-with-apple
  apple: {
    ...STANDARD,
    issuer: 'https://appleid.apple.com',
    parameters: { response_mode: 'form_post' },
    isEmailVerified: ({ email_verified }) => email_verified === true || email_verified === 'true',
  },
  // An address that any administrator of a tenant can write into it, unless the domain is known to be the tenant's:
  // https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization
  microsoft: {
    ...STANDARD,
    issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
    isEmailVerified: ({ xms_edov }) => [true, 1, '1', 'true'].some((value) => value === xms_edov),
  },
  // Says nothing about whether an address was verified:
  // https://developers.facebook.com/docs/facebook-login/guides/advanced/oidc-token
  facebook: {
    scopes: ['openid', 'email'],
    issuer: 'https://www.facebook.com',
    metadata: {
      authorization_endpoint: 'https://www.facebook.com/dialog/oauth',
      token_endpoint: 'https://graph.facebook.com/oauth/access_token',
      jwks_uri: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
    },
    isEmailVerified: () => false,
  },
  // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
  github: {
    scopes: ['user:email'],
    issuer: 'https://github.com',
    metadata: {
      authorization_endpoint: 'https://github.com/login/oauth/authorize',
      token_endpoint: 'https://github.com/login/oauth/access_token',
    },
    isEmailVerified: byStandardClaim,
  },
};

export function traitsOf({ preset, issuer, tenant, scopes }: IdentityProviderSettings): Traits {
  const traits = preset ? PRESETS[preset] : { ...STANDARD, issuer: issuer ?? '' };
  return {
    ...traits,
    issuer: traits.issuer.replace('{tenant}', tenant ?? ''),
    scopes: scopes.length > 0 ? scopes : traits.scopes,
  };
}
