import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

@ObjectType({
  implements: ErrorResult,
  description: 'The provider is not configured here, or does not respond at the moment. Nothing was done.',
})
export class ProviderUnavailableError extends ErrorResult {
  override readonly code = ErrorCode.PROVIDER_UNAVAILABLE;
  override readonly message = 'This provider cannot be used at the moment. Try again later, or log in in another way.';
}

export enum SocialLoginProblem {
  DENIED = 'DENIED',
  EXPIRED = 'EXPIRED',
  REFUSED = 'REFUSED',
  UNAVAILABLE = 'UNAVAILABLE',
}

registerEnumType(SocialLoginProblem, {
  name: 'SocialLoginProblem',
  description: 'Why a login at a provider failed.',
  valuesConfig: {
    DENIED: { description: 'The person did not agree, or the provider did not let them.' },
    EXPIRED: {
      description: 'The login was begun in another browser or more than 10 minutes ago, or was completed: begin again.',
    },
    REFUSED: { description: 'The response of the provider is not one that this server accepts.' },
    UNAVAILABLE: { description: 'The provider does not respond as it should. Begin again later.' },
  },
});

const MESSAGES: Record<SocialLoginProblem, string> = {
  DENIED: 'The login was canceled at the provider. Try again, or log in in another way.',
  EXPIRED: 'This login cannot be completed in this browser any more. Begin again.',
  REFUSED: 'The response of the provider was not accepted. Begin again, or log in in another way.',
  UNAVAILABLE: 'The provider does not respond as it should. Try again later, or log in in another way.',
};

@ObjectType({ implements: ErrorResult, description: 'A login at a provider failed. Nothing was changed.' })
export class SocialLoginFailedError extends ErrorResult {
  override readonly code = ErrorCode.SOCIAL_LOGIN_FAILED;
  override readonly message: string;

  @Field(() => SocialLoginProblem, { description: 'The reason, for programs.' })
  readonly reason: SocialLoginProblem;

  constructor(reason: SocialLoginProblem) {
    super();
    this.reason = reason;
    this.message = MESSAGES[reason];
  }
}

@ObjectType({
  implements: ErrorResult,
  description:
    'An account with the email address exists, and was not linked: only its user can do that. No session was started.',
})
export class AccountLinkRequiredError extends ErrorResult {
  override readonly code = ErrorCode.ACCOUNT_LINK_REQUIRED;
  override readonly message =
    'You already have an account with this email address. Log in to it with your password, and the two are linked.';

  @Field(() => String, {
    description: 'For `login`: with it, a login to that account links the identity. 10 minutes, one login.',
  })
  readonly linkToken: string;

  @Field(() => Date, { description: 'When the token expires.' })
  readonly expiresAt: Date;

  @Field(() => String, { nullable: true, description: 'The `returnTo` of `startSocialLogin`, an absolute URL.' })
  readonly returnTo: string | null;

  constructor(linkToken: string, expiresAt: Date, returnTo: string | null) {
    super();
    this.linkToken = linkToken;
    this.expiresAt = expiresAt;
    this.returnTo = returnTo;
  }
}

@ObjectType({
  implements: ErrorResult,
  description: 'There is no account yet, and the provider reports no verified email address. Nothing was changed.',
})
export class EmailRequiredError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_REQUIRED;
  override readonly message =
    'The provider did not report a verified email address of yours. Verify it there, or sign up here and link the provider afterwards.';
}

@ObjectType({ implements: ErrorResult, description: 'The identity belongs to another account. Nothing was changed.' })
export class IdentityTakenError extends ErrorResult {
  override readonly code = ErrorCode.IDENTITY_TAKEN;
  override readonly message = 'This is linked to another account here. Unlink it there first.';
}

@ObjectType({ implements: ErrorResult, description: 'The signed-in user has no such identity.' })
export class IdentityNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.IDENTITY_NOT_FOUND;
  override readonly message = 'There is no such link. Reload the list of linked accounts.';
}
