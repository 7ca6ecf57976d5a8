import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInputError, TooManyAttemptsError } from '../../api/expected-errors.js';
import { IdentityTakenError, ProviderUnavailableError, SocialLoginFailedError } from '../../api/social-errors.js';
import type { LinkedIdentity } from './identity-linking.js';
import { Identity } from './social.entities.js';

@InputType({ description: 'A login at a provider.' })
export class StartSocialLoginInput {
  @Field(() => ID, { description: 'The id of one of the `identityProviders`.' })
  provider!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the person wants to go afterwards: a path of the front end, or a URL of an origin that may call this server.',
  })
  returnTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to link the identity to the account of the signed-in user, with `linkIdentity`. Needs a fresh login.',
  })
  link?: boolean | null;
}

@InputType({ description: 'What the browser came back with from a provider.' })
export class SocialCallbackInput {
  @Field(() => String, { description: 'The URL of the page `/social-login`, with everything that was added to it.' })
  callbackUrl!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The `flowToken` of `startSocialLogin`. Not needed with cookies.',
  })
  flowToken?: string | null;
}

@InputType({ description: 'What the browser came back with from a provider.' })
export class LinkIdentityInput extends SocialCallbackInput {}

@ObjectType({ description: 'A login at a provider that was begun. It lasts for 10 minutes.' })
export class SocialLoginStart {
  @Field(() => String, { description: 'Where to send the browser.' })
  readonly url: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Keep it in the tab: only together with it can the login be completed. Null if it is kept in a cookie.',
  })
  readonly flowToken: string | null;

  constructor(url: string, flowToken: string | null) {
    this.url = url;
    this.flowToken = flowToken;
  }
}

export const StartSocialLoginResult = createUnionType({
  name: 'StartSocialLoginResult',
  description: 'Where to send the browser, or why not.',
  types: () => [SocialLoginStart, ProviderUnavailableError, InvalidInputError, TooManyAttemptsError] as const,
});

@ObjectType({ description: 'An identity that is linked to the account.' })
export class IdentityPayload {
  @Field(() => Identity, { description: 'The identity.' })
  readonly identity: Identity;

  @Field(() => String, { nullable: true, description: 'The `returnTo` of `startSocialLogin`, an absolute URL.' })
  readonly returnTo: string | null;

  constructor({ identity, returnTo }: LinkedIdentity) {
    this.identity = identity;
    this.returnTo = returnTo;
  }
}

export const LinkIdentityResult = createUnionType({
  name: 'LinkIdentityResult',
  description: 'The linked identity, or why it was not linked.',
  types: () => [IdentityPayload, IdentityTakenError, SocialLoginFailedError, TooManyAttemptsError] as const,
});
