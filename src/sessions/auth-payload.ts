import { Field, ObjectType } from 'type-graphql';
import { User } from '../users/user.entity.js';
import type { DeliveredTokens } from './context.js';
import { Session } from './session.entity.js';

@ObjectType({ description: 'A signed-in user and the tokens of the session.' })
export class AuthPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The JWT to send as `Authorization: Bearer ...`. Null only if tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires. Get a new one with `refreshToken` before then.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, { description: 'How to send the access token: `Bearer` (RFC 6750).' })
  readonly tokenType: string = 'Bearer';

  @Field(() => String, {
    nullable: true,
    description:
      'The token to exchange for new ones with `refreshToken`; it works once. Null only if tokens are kept in cookies.',
  })
  readonly refreshToken: string | null;

  @Field(() => Date, { description: 'When the refresh token expires, and the session with it.' })
  readonly refreshTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session that the tokens belong to.' })
  readonly session: Session;

  @Field(() => User, { description: 'The signed-in user.' })
  readonly user: User;

  @Field(() => Boolean, {
    description:
      'Whether the password that was just used to log in is on a list of passwords stolen elsewhere. Ask the user to change it.',
  })
  readonly passwordChangeAdvised: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The `returnTo` of the `startSocialLogin` that began this, an absolute URL. Null of any other login.',
  })
  readonly returnTo: string | null;

  constructor(tokens: DeliveredTokens, passwordChangeAdvised = false, returnTo: string | null = null) {
    this.accessToken = tokens.accessToken;
    this.accessTokenExpiresAt = tokens.accessTokenExpiresAt;
    this.refreshToken = tokens.refreshToken;
    this.refreshTokenExpiresAt = tokens.refreshTokenExpiresAt;
    this.session = tokens.session;
    this.user = tokens.session.user;
    this.passwordChangeAdvised = passwordChangeAdvised;
    this.returnTo = returnTo;
  }
}
