import { ATTEMPTS, FIELDS, mutate } from './account-request.js';
import type { GatehouseClient, RequestOptions } from './client.js';
import {
  type CompleteSocialLoginResult,
  type Failure,
  type InvalidInputError,
  type SocialLoginFailedError,
  type TooManyAttemptsError,
} from './operations.js';
import { COMPLETE_SOCIAL_LOGIN } from './other-ways-in.js';

export type { AccountLinkRequiredError, CompleteSocialLoginResult, SocialLoginFailedError } from './operations.js';

/** A provider whose accounts can sign in. */
export interface IdentityProvider {
  readonly id: string;
  /** What to write on a button. */
  readonly name: string;
}

/** An account at a provider that signs in to this one. */
export interface Identity {
  readonly id: string;
  readonly provider: IdentityProvider;
  readonly email: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface StartSocialLoginInput {
  /** The id of a provider. */
  readonly provider: string;
  /** Where the person wants to go afterwards: a path of the front end, or a URL of an origin that may call the server. */
  readonly returnTo?: string | null;
}

/** Send the browser to `url`, with `location.assign(url)`. */
export interface SocialLoginStarted {
  readonly __typename: 'SocialLoginStart';
  readonly url: string;
}

export interface IdentityLinked {
  readonly __typename: 'IdentityPayload';
  readonly identity: Identity;
  readonly returnTo: string | null;
}

export type StartSocialLoginResult =
  | SocialLoginStarted
  | Failure<'ProviderUnavailableError', 'PROVIDER_UNAVAILABLE'>
  | InvalidInputError
  | TooManyAttemptsError;

export type LinkIdentityResult =
  | IdentityLinked
  | Failure<'IdentityTakenError', 'IDENTITY_TAKEN'>
  | SocialLoginFailedError
  | TooManyAttemptsError;

export type UnlinkIdentityResult =
  | { readonly __typename: 'UserPayload' }
  | Failure<'IdentityNotFoundError', 'IDENTITY_NOT_FOUND'>
  | Failure<'LastSignInMethodError', 'LAST_SIGN_IN_METHOD'>;

const IDENTITY = 'id provider { id name } email createdAt lastUsedAt';
const KEY = 'gatehouse-flow';

/** The providers, in the order of their buttons; none if the server has none. */
export async function identityProviders(
  gatehouse: GatehouseClient,
  options?: RequestOptions,
): Promise<IdentityProvider[]> {
  return (await gatehouse.request('query IdentityProviders { identityProviders { id name } }', {}, options))
    .identityProviders;
}

/** Begins a login at a provider, in this tab: what has to be kept for it is kept. */
export function startSocialLogin(
  gatehouse: GatehouseClient,
  input: StartSocialLoginInput,
  options?: RequestOptions,
): Promise<StartSocialLoginResult> {
  return start(gatehouse, { ...input, link: false }, options);
}

/**
 * Begins to link an account at a provider to that of the signed-in user. The page `/social-login` completes it with
 * `completeCallback`.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. Confirm who it is first.
 */
export function startIdentityLink(
  gatehouse: GatehouseClient,
  input: StartSocialLoginInput,
  options?: RequestOptions,
): Promise<StartSocialLoginResult> {
  return start(gatehouse, { ...input, link: true }, options);
}

/**
 * Completes on the page `/social-login` what was begun in this tab: a login or a link. Take the parameters out of the
 * address first, as with `history.replaceState`.
 *
 * @param callbackUrl the address of the page as the browser came to it, `location.href`.
 */
export function completeCallback(
  gatehouse: GatehouseClient,
  callbackUrl: string,
  { signal }: RequestOptions = {},
): Promise<CompleteSocialLoginResult | LinkIdentityResult> {
  const { flowToken, link } = takeFlow();
  const input = { callbackUrl, flowToken };
  if (!link) return gatehouse.signInBy(COMPLETE_SOCIAL_LOGIN, input, { signal });
  const members = `... on IdentityPayload { identity { ${IDENTITY} } returnTo } ... on SocialLoginFailedError { reason } ${ATTEMPTS}`;
  return mutate(gatehouse, 'linkIdentity', members, input, { signal });
}

/** The accounts at providers that sign in to that of the signed-in user, oldest first. */
export async function identities(gatehouse: GatehouseClient, options?: RequestOptions): Promise<Identity[]> {
  const { me } = await gatehouse.request(`query Identities { me { identities { ${IDENTITY} } } }`, {}, options);
  return me?.identities ?? [];
}

/** @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. Confirm who it is first. */
export function unlinkIdentity(
  gatehouse: GatehouseClient,
  input: { readonly identityId: string },
  options?: RequestOptions,
): Promise<UnlinkIdentityResult> {
  return mutate(gatehouse, 'unlinkIdentity', '', input, options);
}

/** What a tab keeps while the browser is at the provider. */
interface KeptFlow {
  /** Null if the server keeps it in a cookie. */
  readonly flowToken: string | null;
  readonly link: boolean;
}

async function start(
  gatehouse: GatehouseClient,
  input: StartSocialLoginInput & { readonly link: boolean },
  options?: RequestOptions,
): Promise<StartSocialLoginResult> {
  const members = `... on SocialLoginStart { url flowToken } ${FIELDS} ${ATTEMPTS}`;
  const started = await mutate<StartSocialLoginResult & Partial<KeptFlow>>(
    gatehouse,
    'startSocialLogin',
    members,
    input,
    options,
  );
  if (started.__typename !== 'SocialLoginStart') return started;
  const { flowToken = null, url } = started;
  sessionStorage.setItem(KEY, JSON.stringify({ flowToken, link: input.link }));
  return { __typename: 'SocialLoginStart', url };
}

function takeFlow(): KeptFlow {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return kept ? JSON.parse(kept) : { flowToken: null, link: false };
}
