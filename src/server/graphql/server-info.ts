import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { Config } from '../../config/config.js';
import { serverVersion } from '../../config/version.js';
import { currentUser } from '../../sessions/authentication.js';
import type { Context } from '../../sessions/context.js';
import { Role } from '../../users/user.entity.js';

/** What front ends have to know before anyone has signed in. */
export enum Feature {
  EMAIL = 'EMAIL',
  EMAIL_VERIFICATION_REQUIRED = 'EMAIL_VERIFICATION_REQUIRED',
  SECOND_FACTORS = 'SECOND_FACTORS',
  PASSKEYS = 'PASSKEYS',
  EMAIL_LOGIN_CODE = 'EMAIL_LOGIN_CODE',
  EMAIL_LOGIN_LINK = 'EMAIL_LOGIN_LINK',
  SECOND_FACTOR_REQUIRED = 'SECOND_FACTOR_REQUIRED',
  SOCIAL_LOGIN = 'SOCIAL_LOGIN',
}

registerEnumType(Feature, {
  name: 'Feature',
  description: 'Something that this server offers or requires.',
  valuesConfig: {
    EMAIL: { description: 'Emails are sent: addresses can be verified, and forgotten passwords reset.' },
    EMAIL_VERIFICATION_REQUIRED: { description: 'An account can be used only once its email address is verified.' },
    SECOND_FACTORS: { description: 'Users can add authenticator apps.' },
    PASSKEYS: { description: 'Users can sign in by passkeys, and sign up by one in place of a password.' },
    EMAIL_LOGIN_CODE: { description: 'Users can log in by a code that is sent to their email address.' },
    EMAIL_LOGIN_LINK: { description: 'Users can log in by a link that is sent to their email address.' },
    SECOND_FACTOR_REQUIRED: { description: 'Every user must have a second factor.' },
    SOCIAL_LOGIN: { description: 'People can sign in and up by an account at one of the `identityProviders`.' },
  },
});

@ObjectType({ description: 'What this server is, and what it can do.' })
export class ServerInfo {
  @Field(() => [Feature], { description: 'What it offers and requires.' })
  features!: Feature[];
}

@Resolver(() => ServerInfo)
export class ServerInfoResolver {
  private readonly info: ServerInfo;
  private readonly serverVersion = serverVersion();

  constructor(config: Config) {
    this.info = { features: featuresOf(config) };
  }

  @Query(() => ServerInfo, { description: 'What this server is, and what it can do. For everyone.' })
  serverInfo(): ServerInfo {
    return this.info;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The version of Gatehouse. Visible to administrators.' })
  version(@Ctx() { authentication }: Context): string | null {
    return currentUser(authentication)?.role === Role.ADMIN ? this.serverVersion : null;
  }
}

function featuresOf(config: Config): Feature[] {
  return [
    ...(config.mailDisabled ? [] : [Feature.EMAIL]),
    ...(config.requireVerifiedEmail ? [Feature.EMAIL_VERIFICATION_REQUIRED] : []),
    Feature.SECOND_FACTORS,
    Feature.PASSKEYS,
    ...(['code', 'both'].includes(config.emailLogin) ? [Feature.EMAIL_LOGIN_CODE] : []),
    ...(['link', 'both'].includes(config.emailLogin) ? [Feature.EMAIL_LOGIN_LINK] : []),
    ...(config.secondFactorRequiredFor === 'everyone' ? [Feature.SECOND_FACTOR_REQUIRED] : []),
    ...(config.identityProvidersFile ? [Feature.SOCIAL_LOGIN] : []),
  ];
}
