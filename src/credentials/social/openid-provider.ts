import { createPrivateKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
} from 'openid-client';
import { SocialLoginProblem } from '../../api/social-errors.js';
import type { Clock } from '../../clock.js';
import type { IdentityProviderSettings } from '../../config/identity-providers.js';
import type { GuardedFetch } from '../../security/guarded-fetch.js';
import { parseEmail } from '../../users/email.js';
import { fetchGitHubAccount } from './github.js';
import { IdTokens } from './id-tokens.js';
import {
  type AuthorizationRequest,
  type ProvenIdentity,
  type ProvenIdToken,
  SocialLoginFailure,
  type SocialProvider,
} from './identity-provider.js';
import { type Claims, type Traits, traitsOf } from './presets.js';
import { MAX_ISSUER_LENGTH, MAX_SUBJECT_LENGTH } from './social.entities.js';

/** How long what a provider says about itself is kept. Its keys are renewed by the library, at most once a minute. */
const METADATA_TTL_MILLIS = 3_600_000;

const APPLE_SECRET_SECONDS = 300;

export interface OpenIdProviderServices {
  readonly fetch: GuardedFetch;
  /** Whether a provider may be reached by HTTP, which is for development. */
  readonly allowHttp: boolean;
  readonly clock: Clock;
}

/** A provider of OpenID Connect, or GitHub. `openid-client` does the protocol; here is what is asked of it. */
export class OpenIdProvider implements SocialProvider {
  readonly id: string;
  readonly name: string;
  private readonly traits: Traits;
  private discovered: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined;
  private readonly idTokens: IdTokens;

  constructor(
    private readonly settings: IdentityProviderSettings,
    private readonly services: OpenIdProviderServices,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    this.traits = traitsOf(settings);
    const { clientId, nativeClientIds } = settings;
    this.idTokens = new IdTokens([clientId, ...nativeClientIds], services.fetch);
  }

  isIssuer(issuer: string): boolean {
    if (this.settings.preset === 'microsoft')
      return /^https:\/\/login\.microsoftonline\.com\/[\w-]+\/v2\.0$/.test(issuer);
    return issuer === this.traits.issuer;
  }

  async authorizationUrl(redirectUri: string, { state, nonce, codeVerifier }: AuthorizationRequest): Promise<string> {
    const configuration = await this.configuration();
    const { scopes, parameters } = this.traits;
    return buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      ...(!this.isGitHub && { nonce }),
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...parameters,
    }).href;
  }

  async exchange(callback: URL, { state, nonce, codeVerifier }: AuthorizationRequest): Promise<ProvenIdentity> {
    const configuration = await this.configuration();
    const checks = {
      expectedState: state,
      pkceCodeVerifier: codeVerifier,
      ...(!this.isGitHub && { expectedNonce: nonce }),
    };
    const tokens = await authorizationCodeGrant(configuration, callback, checks).catch(refuse);
    if (this.isGitHub)
      return this.identityOf(await fetchGitHubAccount(configuration, tokens.access_token).catch(refuse));
    const claims: Claims = { ...tokens.claims() };
    const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined;
    // An ID token may leave the address to the UserInfo response: OpenID Connect Core 1.0 §5.4.
    if (claims.email !== undefined || !hasUserInfo) return this.identityOf(claims);
    const userInfo = await fetchUserInfo(configuration, tokens.access_token, String(claims.sub)).catch(refuse);
    return this.identityOf({ ...userInfo, iss: claims.iss, sub: claims.sub, acr: claims.acr });
  }

  async verifyIdToken(idToken: string, nonce: string): Promise<ProvenIdToken> {
    const { issuer, jwks_uri } = (await this.configuration()).serverMetadata();
    if (!jwks_uri) throw new SocialLoginFailure(SocialLoginProblem.UNAVAILABLE);
    const claims = await this.idTokens.verify(idToken, nonce, { issuer, jwksUri: jwks_uri }).catch(refuse);
    return { ...this.identityOf(claims), expiresAt: new Date(Number(claims.exp) * 1000) };
  }

  private get isGitHub(): boolean {
    return this.settings.preset === 'github';
  }

  private identityOf(claims: Claims): ProvenIdentity {
    const { iss, sub, acr, email } = claims;
    const { address } = parseEmail(typeof email === 'string' ? email : '');
    const [issuer, subject] = [textOf(iss, MAX_ISSUER_LENGTH), textOf(sub, MAX_SUBJECT_LENGTH)];
    const isEmailVerified = address !== undefined && this.traits.isEmailVerified(claims);
    const isMultiFactor = typeof acr === 'string' && this.settings.trustedAcrValues.includes(acr);
    return { issuer, subject, email: address ?? null, isEmailVerified, isMultiFactor };
  }

  /** What the provider says about itself. A failure is not kept. */
  private async configuration(): Promise<Configuration> {
    const now = this.services.clock().getTime();
    if (!this.discovered || now - this.discovered.at > METADATA_TTL_MILLIS)
      this.discovered = { at: now, configuration: this.discover() };
    const { discovered } = this;
    return discovered.configuration.catch((error: unknown) => {
      if (this.discovered === discovered) this.discovered = undefined;
      throw new SocialLoginFailure(SocialLoginProblem.UNAVAILABLE, { cause: error });
    });
  }

  private async discover(): Promise<Configuration> {
    const { fetch, allowHttp } = this.services;
    const { issuer, metadata } = this.traits;
    const execute = [enableNonRepudiationChecks, ...(allowHttp ? [allowInsecureRequests] : [])];
    if (!metadata) {
      const options = { [customFetch]: fetch, execute };
      return discovery(new URL(issuer), this.settings.clientId, undefined, this.clientAuth(), options);
    }
    const configuration = new Configuration(
      { issuer, ...metadata },
      this.settings.clientId,
      undefined,
      this.clientAuth(),
    );
    configuration[customFetch] = fetch;
    for (const extend of execute) extend(configuration);
    return configuration;
  }

  private clientAuth(): ClientAuth {
    const { clientId, clientSecret, privateKey, teamId = '', keyId = '' } = this.settings;
    if (clientSecret) return ClientSecretPost(clientSecret);
    if (!privateKey) return None();
    const key = createPrivateKey(privateKey);
    // https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
    return (_server, _client, body) => {
      const options = { algorithm: 'ES256', keyid: keyId, issuer: teamId, subject: clientId } as const;
      const audience = this.traits.issuer;
      body.set('client_id', clientId);
      body.set('client_secret', jwt.sign({}, key, { ...options, audience, expiresIn: APPLE_SECRET_SECONDS }));
    };
  }
}

function textOf(claim: unknown, maxLength: number): string {
  if (typeof claim !== 'string' || !claim || claim.length > maxLength)
    throw new SocialLoginFailure(SocialLoginProblem.REFUSED);
  return claim;
}

/** What the library throws: errors of the person, of the provider, and what is not as it must be. */
function refuse(error: unknown): never {
  if (error instanceof SocialLoginFailure) throw error;
  throw new SocialLoginFailure(problemOf(error), { cause: error });
}

const UNREACHED = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'];
const UNREACHED_NAMES = ['GuardedFetchError', 'TimeoutError'];
const OVERLOADED = ['server_error', 'temporarily_unavailable'];

function problemOf(error: unknown): SocialLoginProblem {
  const { REFUSED, DENIED, UNAVAILABLE } = SocialLoginProblem;
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') return DENIED;
  if (error instanceof AuthorizationResponseError) return OVERLOADED.includes(error.error) ? UNAVAILABLE : REFUSED;
  return isUnreached(error) ? UNAVAILABLE : REFUSED;
}

/** Whether there was no response that could be read, or something is wrong with what it was wrapped for. */
function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  const isIt = UNREACHED.includes(code) || UNREACHED_NAMES.includes(error.name) || error.message === 'fetch failed';
  return isIt || isUnreached(error.cause);
}
