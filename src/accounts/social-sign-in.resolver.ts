import { Arg, Authorized, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  SecondFactorRequiredError,
  TooManyAttemptsError,
} from '../api/expected-errors.js';
import { LastSignInMethodError } from '../api/passkey-errors.js';
import {
  AccountLinkRequiredError,
  EmailRequiredError,
  IdentityNotFoundError,
  ProviderUnavailableError,
  SocialLoginFailedError,
} from '../api/social-errors.js';
import type { IdentityLinking } from '../credentials/social/identity-linking.js';
import { SocialCallbackInput } from '../credentials/social/social.results.js';
import type { CompletedFlow, SocialLogin } from '../credentials/social/social-login.js';
import { AuthPayload } from '../sessions/auth-payload.js';
import type { Context } from '../sessions/context.js';
import { preferredLocale } from '../users/locale.js';
import { UserPayload } from './administration/administration.results.js';
import type { SocialSignIn } from './social-sign-in.js';

@InputType({ description: 'What the browser came back with from a provider.' })
export class CompleteSocialLoginInput extends SocialCallbackInput {}

@InputType({ description: 'What a native app was given by a provider.' })
export class LoginWithIdTokenInput {
  @Field(() => ID, { description: 'The id of one of the `identityProviders`.' })
  provider!: string;

  @Field(() => String, { description: 'The ID token. It signs in once.' })
  idToken!: string;

  @Field(() => String, {
    description:
      'A random text of the app. The `nonce` that it has passed to the provider is its SHA-256, in hexadecimal digits.',
  })
  nonce!: string;
}

@InputType({ description: 'The identity to unlink.' })
export class UnlinkIdentityInput {
  @Field(() => ID, { description: 'The id of the identity.' })
  identityId!: string;
}

const SOCIAL_LOGIN_RESULTS = [
  AuthPayload,
  SecondFactorRequiredError,
  AccountLinkRequiredError,
  SocialLoginFailedError,
  AccountDeactivatedError,
  EmailNotVerifiedError,
  EmailRequiredError,
  TooManyAttemptsError,
] as const;

export const CompleteSocialLoginResult = createUnionType({
  name: 'CompleteSocialLoginResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () => SOCIAL_LOGIN_RESULTS,
});

export const LoginWithIdTokenResult = createUnionType({
  name: 'LoginWithIdTokenResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () => [...SOCIAL_LOGIN_RESULTS, ProviderUnavailableError] as const,
});

export const UnlinkIdentityResult = createUnionType({
  name: 'UnlinkIdentityResult',
  description: 'The user without the identity, or why it was not unlinked.',
  types: () => [UserPayload, IdentityNotFoundError, LastSignInMethodError] as const,
});

export interface SocialSignInResolverServices {
  readonly socialLogin: SocialLogin;
  readonly socialSignIn: SocialSignIn;
  readonly identityLinking: IdentityLinking;
}

@Resolver()
export class SocialSignInResolver {
  constructor(private readonly services: SocialSignInResolverServices) {}

  @Mutation(() => CompleteSocialLoginResult, {
    description:
      'Completes a login at a provider, in the browser that began it. A person without an account gets one, if the provider has verified the email address.',
  })
  async completeSocialLogin(
    @Arg('input', () => CompleteSocialLoginInput, { description: 'What the browser came back with.' })
    input: CompleteSocialLoginInput,
    @Ctx() context: Context,
  ) {
    const keptToken = (id: string) => context.transport.takeFlow(id);
    return this.signIn(context, await this.services.socialLogin.complete(context, input, keptToken));
  }

  @Mutation(() => LoginWithIdTokenResult, {
    description:
      'Signs in by an ID token, which a native app was given by a provider. Otherwise as `completeSocialLogin`.',
  })
  async loginWithIdToken(
    @Arg('input', () => LoginWithIdTokenInput, { description: 'The ID token.' }) input: LoginWithIdTokenInput,
    @Ctx() context: Context,
  ) {
    return this.signIn(context, await this.services.socialLogin.completeByIdToken(context, input));
  }

  @Authorized()
  @Mutation(() => UnlinkIdentityResult, {
    description:
      'Unlinks an account at a provider. Needs a fresh login, with both factors if there are two. Sessions that it started go on.',
  })
  async unlinkIdentity(
    @Arg('input', () => UnlinkIdentityInput, { description: 'The identity.' }) input: UnlinkIdentityInput,
    @Ctx() context: Context,
  ) {
    return new UserPayload(await this.services.identityLinking.unlink(context, input.identityId));
  }

  private async signIn(context: Context, flow: CompletedFlow) {
    const locale = preferredLocale(context.acceptLanguage);
    const { issued, returnTo } = await this.services.socialSignIn.signIn(context, flow, locale);
    return new AuthPayload(context.transport.deliver(issued), false, returnTo);
  }
}
