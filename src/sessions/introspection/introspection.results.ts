import { Field, ID, ObjectType } from 'type-graphql';
import { Role } from '../../users/user.entity.js';
import type { Authenticated } from '../authentication.js';

@ObjectType({
  description:
    'What the server knows of an access token, in the words of RFC 7662 §2.2. Of one that is not active nothing else is told.',
})
export class TokenIntrospection {
  @Field(() => Boolean, { description: 'Whether a request with this token would be accepted now.' })
  readonly active!: boolean;

  @Field(() => String, { nullable: true, description: 'How the token is sent: `Bearer` (RFC 6750).' })
  readonly tokenType?: string;

  @Field(() => ID, { nullable: true, description: "The user's id." })
  readonly sub?: string;

  @Field(() => String, { nullable: true, description: "The user's username, if there is one." })
  readonly username?: string | null;

  @Field(() => Role, {
    nullable: true,
    description: "The user's role now, which may have changed since the token was issued.",
  })
  readonly role?: Role;

  @Field(() => ID, { nullable: true, description: "The session's id." })
  readonly sid?: string;

  @Field(() => ID, { nullable: true, description: "The token's own id." })
  readonly jti?: string;

  @Field(() => String, { nullable: true, description: 'Who issued the token.' })
  readonly iss?: string;

  @Field(() => String, { nullable: true, description: 'Who is meant to accept the token.' })
  readonly aud?: string;

  @Field(() => Date, { nullable: true, description: 'When the token was issued.' })
  readonly iat?: Date;

  @Field(() => Date, { nullable: true, description: 'When the token expires, unless its session ends before.' })
  readonly exp?: Date;

  @Field(() => Date, { nullable: true, description: 'When the user last proved to be present, by a password.' })
  readonly authTime?: Date;
}

export const INACTIVE: TokenIntrospection = { active: false };

export function activeToken(
  { user, token }: Authenticated,
  issued: { readonly iss: string; readonly aud: string },
): TokenIntrospection {
  const { sub, sid, jti, issuedAt: iat, expiresAt: exp, authTime } = token;
  const { username, role } = user;
  return { active: true, tokenType: 'Bearer', sub, username, role, sid, jti, iat, exp, authTime, ...issued };
}
