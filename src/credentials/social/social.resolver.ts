import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../sessions/context.js';
import { requireVisible } from '../../sessions/visible-user.js';
import { User } from '../../users/user.entity.js';
import type { Identities } from './identities.js';
import type { IdentityLinking } from './identity-linking.js';
import { IdentityProvider, type IdentityProviders } from './identity-provider.js';
import { Identity } from './social.entities.js';
import {
  IdentityPayload,
  LinkIdentityInput,
  LinkIdentityResult,
  SocialLoginStart,
  StartSocialLoginInput,
  StartSocialLoginResult,
} from './social.results.js';
import type { SocialLogin } from './social-login.js';

export interface SocialServices {
  readonly providers: IdentityProviders;
  readonly identities: Identities;
  readonly socialLogin: SocialLogin;
  readonly identityLinking: IdentityLinking;
}

@Resolver(() => User)
export class SocialResolver {
  constructor(private readonly services: SocialServices) {}

  @Query(() => [IdentityProvider], {
    description: 'The providers whose accounts can sign in here, in the order of their buttons. For everyone.',
  })
  identityProviders(): IdentityProvider[] {
    return this.services.providers.list();
  }

  @FieldResolver(() => [Identity], {
    description:
      'The accounts at providers that sign in to this one, oldest first. For the user and for administrators.',
  })
  identities(@Root() user: User, @Ctx() context: Context) {
    requireVisible(context, user);
    return this.services.identities.list(context.em, user.id);
  }

  @Mutation(() => StartSocialLoginResult, {
    description:
      'Begins a login at a provider. Send the browser to `url`; it comes back to the page `/social-login` of the front end.',
  })
  async startSocialLogin(
    @Arg('input', () => StartSocialLoginInput, { description: 'The provider.' }) input: StartSocialLoginInput,
    @Ctx() context: Context,
  ) {
    const flow = await this.services.socialLogin.start(context, input);
    return new SocialLoginStart(flow.url, context.transport.deliverFlow(flow));
  }

  @Authorized()
  @Mutation(() => LinkIdentityResult, {
    description: 'Links an account at a provider to that of the signed-in user, in the same session that began it.',
  })
  async linkIdentity(
    @Arg('input', () => LinkIdentityInput, { description: 'What the browser came back with.' })
    input: LinkIdentityInput,
    @Ctx() context: Context,
  ) {
    const keptToken = (id: string) => context.transport.takeFlow(id);
    return new IdentityPayload(await this.services.identityLinking.link(context, input, keptToken));
  }
}

@Resolver(() => Identity)
export class IdentityResolver {
  constructor(private readonly providers: IdentityProviders) {}

  @FieldResolver(() => IdentityProvider, {
    description: 'The provider. Known by its address only if it is not configured here any more.',
  })
  provider(@Root() { issuer }: Identity): IdentityProvider {
    return this.providers.ofIssuer(issuer);
  }
}
