import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { refuseInvalid } from '../../api/expected-errors.js';
import { ProviderUnavailableError, SocialLoginFailedError, SocialLoginProblem } from '../../api/social-errors.js';
import { describeForLog, type Logger } from '../../logger.js';
import type { AttemptBuckets } from '../../security/attempt-buckets.js';
import { networkOf } from '../../security/device.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import type { RateLimit } from '../../security/rate-limit.js';
import type { Authenticated, Caller } from '../../sessions/authentication.js';
import type { StepUp } from '../step-up.js';
import type { Identities } from './identities.js';
import {
  type IdentityProviders,
  type ProvenIdentity,
  SocialLoginFailure,
  type SocialProvider,
} from './identity-provider.js';
import { type IsTrustedOrigin, readReturnTo } from './return-to.js';
import { type FlowLinking, flowIdOf, type SocialFlows, type StartedFlow, type UsedFlow } from './social-flows.js';

export interface SocialLoginServices {
  readonly providers: IdentityProviders;
  readonly flows: SocialFlows;
  readonly identities: Identities;
  readonly stepUp: StepUp;
  readonly limits: OperationLimits;
  readonly buckets: AttemptBuckets;
  /** Of responses that were not accepted, from one address. */
  readonly failures: RateLimit;
  /** The front end. */
  readonly appUrl: string;
  readonly isTrustedOrigin: IsTrustedOrigin;
  readonly log: Logger;
}

export interface SocialLoginRequest {
  readonly provider: string;
  readonly returnTo?: string | null | undefined;
  /** Whether the identity is to be linked to the account of the signed-in user. */
  readonly link?: boolean | null | undefined;
}

/** What the browser came back with. */
export interface SocialCallback {
  readonly callbackUrl: string;
  readonly flowToken?: string | null | undefined;
}

/** Takes from the browser what it keeps of a flow, where that is not sent. */
export type KeptFlowToken = (flowId: string) => string | undefined;

/** What was proven at a provider, and what the person was about to do. */
export interface CompletedFlow {
  readonly identity: ProvenIdentity;
  readonly returnTo: string | null;
}

/** Sends people to providers, and checks what they come back with. What follows from it is decided elsewhere. */
export class SocialLogin {
  constructor(private readonly services: SocialLoginServices) {}

  /**
   * @throws {ReauthenticationRequiredError} to link, the login is too long ago, or only one factor was proven of two.
   * @throws {ExpectedError} ProviderUnavailableError, InvalidInputError or TooManyAttemptsError.
   */
  async start(caller: Caller, request: SocialLoginRequest): Promise<StartedFlow & { readonly url: string }> {
    const { providers, flows, limits } = this.services;
    const provider = providers.require(request.provider);
    const returnTo = this.readReturnTo(request.returnTo);
    const linking = request.link ? linkingOf(this.services.stepUp.require(caller.authentication)) : undefined;
    await limits.countSocialLogin(caller.actor.device);
    const flow = flows.prepare();
    const url = await provider.authorizationUrl(this.redirectUri, flow.request).catch((error: unknown) => {
      this.logFailure(provider, error);
      throw refuse(new ProviderUnavailableError());
    });
    await flows.store(caller.em, flow, { provider: provider.id, returnTo, linking });
    return { ...flow, url };
  }

  /**
   * Checks a callback, for a login or, given who links, for a link. The flow is used up, whatever the result.
   *
   * @throws {ExpectedError} SocialLoginFailedError or TooManyAttemptsError.
   */
  async complete(
    { em, actor }: Caller,
    { callbackUrl, flowToken }: SocialCallback,
    keptToken: KeptFlowToken,
    linking?: FlowLinking,
  ): Promise<CompletedFlow> {
    const { buckets, failures, flows } = this.services;
    const callback = this.readCallback(callbackUrl);
    const state = callback.searchParams.get('state') ?? '';
    const attempt = await buckets.consume(failures, networkOf(actor.device.ipAddress));
    const token = flowToken ?? keptToken(flowIdOf(state)) ?? '';
    const flow = await flows.use(em, state, token, linking);
    if (!flow) throw refuse(new SocialLoginFailedError(SocialLoginProblem.EXPIRED));
    const identity = await this.exchange(flow, callback);
    await buckets.refund(attempt);
    return { identity, returnTo: flow.returnTo };
  }

  /**
   * Checks the ID token of a native app. It is used up.
   *
   * @throws {ExpectedError} ProviderUnavailableError, SocialLoginFailedError or TooManyAttemptsError.
   */
  async completeByIdToken(
    { em, actor }: Caller,
    input: { provider: string; idToken: string; nonce: string },
  ): Promise<CompletedFlow> {
    const { providers, buckets, failures, identities } = this.services;
    const provider = providers.require(input.provider);
    const attempt = await buckets.consume(failures, networkOf(actor.device.ipAddress));
    const identity = await provider.verifyIdToken(input.idToken, input.nonce).catch(this.refusing(provider));
    if (!(await identities.useIdToken(em, input.idToken, identity.expiresAt)))
      throw refuse(new SocialLoginFailedError(SocialLoginProblem.EXPIRED));
    await buckets.refund(attempt);
    return { identity, returnTo: null };
  }

  /** The instance that began may know a provider that this one does not, or no longer. */
  private async exchange(flow: UsedFlow, callback: URL): Promise<ProvenIdentity> {
    const provider = this.services.providers.find(flow.provider);
    if (!provider) throw refuse(new SocialLoginFailedError(SocialLoginProblem.UNAVAILABLE));
    return provider.exchange(callback, flow.request).catch(this.refusing(provider));
  }

  /** What providers send the browser back to: one address, registered with each of them. */
  private get redirectUri(): string {
    return new URL(`${this.services.appUrl.replace(/\/$/, '')}/social-login`).href;
  }

  /** Whatever page has received it, the provider is shown the redirect URI that it was sent with. */
  private readCallback(callbackUrl: string): URL {
    const url = new URL(this.redirectUri);
    if (!URL.canParse(callbackUrl, url.href)) throw refuse(new SocialLoginFailedError(SocialLoginProblem.REFUSED));
    url.search = new URL(callbackUrl, url).search;
    return url;
  }

  private readReturnTo(text: string | null | undefined): string | null {
    if (text === null || text === undefined) return null;
    const { appUrl, isTrustedOrigin } = this.services;
    const url = readReturnTo(text, appUrl, isTrustedOrigin);
    const message = 'Use a path of the front end, or a URL of an origin that may call this server.';
    refuseInvalid({ returnTo: url ? undefined : { code: FieldErrorCode.FORBIDDEN_URL, message } });
    return url ?? null;
  }

  private refusing(provider: SocialProvider): (error: unknown) => never {
    return (error) => {
      this.logFailure(provider, error);
      throw error instanceof SocialLoginFailure ? refuse(new SocialLoginFailedError(error.problem)) : error;
    };
  }

  /** What is wrong with a response is for operators, and not for the person who may have forged it. */
  private logFailure({ id }: SocialProvider, error: unknown): void {
    const { message: reason, code } = describeForLog(innermost(error));
    const isProviders = error instanceof SocialLoginFailure && error.problem !== SocialLoginProblem.UNAVAILABLE;
    this.services.log[isProviders ? 'info' : 'warn']({ provider: id, code, reason }, 'a login at a provider failed');
  }
}

/** The libraries wrap what has happened in what that means to them. */
function innermost(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause instanceof Error ? innermost(cause) : error;
}

/** Who links an identity: the session that began is the only one that may complete it. */
export function linkingOf({ user, token }: Authenticated): FlowLinking {
  return { userId: user.id, sessionId: token.sid };
}
