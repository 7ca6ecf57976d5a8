import { Field, ID, ObjectType } from 'type-graphql';
import { AssuranceLevel, AuthenticationMethod, type Proof } from '../../api/assurance.js';
import { refuse } from '../../api/error-result.js';
import { ProviderUnavailableError, type SocialLoginProblem } from '../../api/social-errors.js';

/** What a browser is sent to a provider with, and what its response has to fit. */
export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636. */
  readonly codeVerifier: string;
}

/** Who someone is at a provider, by its own proof. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** Normalized; null if the provider reports none. */
  readonly email: string | null;
  /** Whether the provider says that it has verified the address. */
  readonly isEmailVerified: boolean;
  /** Whether the provider says that two factors were proven, and is trusted with that. */
  readonly isMultiFactor: boolean;
}

/** An ID token that was verified. */
export interface ProvenIdToken extends ProvenIdentity {
  readonly expiresAt: Date;
}

/** What a provider returned was not accepted, or nothing was returned. */
export class SocialLoginFailure extends Error {
  constructor(
    readonly problem: SocialLoginProblem,
    options?: ErrorOptions,
  ) {
    super(`a login at a provider failed: ${problem}`, options);
  }
}

/** An account somewhere else that people can sign in with. */
export interface SocialProvider {
  readonly id: string;
  readonly name: string;
  /** Whether ID tokens of this issuer are this provider's. */
  isIssuer(issuer: string): boolean;
  /**
   * The address to send the browser to.
   *
   * @throws {SocialLoginFailure} the provider does not respond.
   */
  authorizationUrl(redirectUri: string, request: AuthorizationRequest): Promise<string>;
  /**
   * Exchanges the code of a callback.
   *
   * @param callback the redirect URI with what the provider has added to it.
   * @throws {SocialLoginFailure}
   */
  exchange(callback: URL, request: AuthorizationRequest): Promise<ProvenIdentity>;
  /**
   * Verifies an ID token that a native app was given.
   *
   * @param nonce of whose SHA-256, in hexadecimal digits, the token must contain.
   * @throws {SocialLoginFailure}
   */
  verifyIdToken(idToken: string, nonce: string): Promise<ProvenIdToken>;
}

@ObjectType({ description: 'A provider whose accounts can sign in here.' })
export class IdentityProvider {
  @Field(() => ID, { description: 'For `startSocialLogin`.' })
  readonly id: string;

  @Field(() => String, { description: 'What to write on a button.' })
  readonly name: string;

  constructor({ id, name }: Pick<SocialProvider, 'id' | 'name'>) {
    this.id = id;
    this.name = name;
  }
}

/** The providers that are configured, in the order of the file. */
export class IdentityProviders {
  constructor(private readonly providers: readonly SocialProvider[]) {}

  list(): IdentityProvider[] {
    return this.providers.map((provider) => new IdentityProvider(provider));
  }

  find(id: string): SocialProvider | undefined {
    return this.providers.find((each) => each.id === id);
  }

  /** @throws {ExpectedError} ProviderUnavailableError. */
  require(id: string): SocialProvider {
    const provider = this.find(id);
    if (!provider) throw refuse(new ProviderUnavailableError());
    return provider;
  }

  /** Whether an identity of this issuer can still sign in. */
  isConfigured(issuer: string): boolean {
    return this.providers.some((each) => each.isIssuer(issuer));
  }

  /** The provider of an identity. One that is not configured any more is known by its issuer only. */
  ofIssuer(issuer: string): IdentityProvider {
    const provider = this.providers.find((each) => each.isIssuer(issuer));
    return new IdentityProvider(provider ?? { id: issuer, name: new URL(issuer).hostname });
  }
}

export function proofOf({ isMultiFactor }: ProvenIdentity): Proof {
  const level = isMultiFactor ? AssuranceLevel.AAL2 : AssuranceLevel.AAL1;
  return { level, methods: [AuthenticationMethod.SOCIAL] };
}
