import { timingSafeEqual } from 'node:crypto';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { AssuranceLevel, AuthenticationMethod } from '../api/assurance.js';
import { ForbiddenError, UnauthenticatedError } from '../api/request-errors.js';
import type { Config } from '../config/config.js';
import { digestOf } from '../security/token-derivation.js';
import { Role } from '../users/user.entity.js';
import type {
  Authenticated,
  AuthenticatedMachine,
  AuthenticateToken,
  Authentication,
  Caller,
} from './authentication.js';

@InputType({ description: 'An access token to introspect.' })
export class IntrospectTokenInput {
  @Field(() => String, { description: 'The access token, without `Bearer`.' })
  token!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value of TOKEN_INTROSPECTION_SECRET. Required if the server has one, unless a service account with TOKENS_INTROSPECT asks.',
  })
  secret?: string | null;
}

@ObjectType({
  description:
    'What the server knows about an access token (RFC 7662 §2.2). If it is not active, every other field is null.',
})
export class TokenIntrospection {
  @Field(() => Boolean, { description: 'Whether a request with this token would be accepted now.' })
  readonly active!: boolean;

  @Field(() => String, { nullable: true, description: 'How the token is sent: `Bearer` (RFC 6750).' })
  readonly tokenType?: string;

  @Field(() => ID, { nullable: true, description: "The user's id, or the service account's." })
  readonly sub?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the API key that was exchanged for the token. Null of a token of a user.',
  })
  readonly clientId?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The current permissions of the service account, separated by spaces (RFC 7662 §2.2). Null of a token of a user.',
  })
  readonly scope?: string;

  @Field(() => String, { nullable: true, description: "The user's username, if any." })
  readonly username?: string | null;

  @Field(() => Role, {
    nullable: true,
    description: "The user's current role, which may have changed since the token was issued.",
  })
  readonly role?: Role;

  @Field(() => ID, { nullable: true, description: "The session's id." })
  readonly sid?: string;

  @Field(() => ID, { nullable: true, description: "The token's own id." })
  readonly jti?: string;

  @Field(() => String, { nullable: true, description: 'Who issued the token.' })
  readonly iss?: string;

  @Field(() => String, { nullable: true, description: 'The intended audience of the token.' })
  readonly aud?: string;

  @Field(() => Date, { nullable: true, description: 'When the token was issued.' })
  readonly iat?: Date;

  @Field(() => Date, { nullable: true, description: 'When the token expires, unless its session ends before then.' })
  readonly exp?: Date;

  @Field(() => Date, { nullable: true, description: 'When the user last proved who they are.' })
  readonly authTime?: Date;

  @Field(() => AssuranceLevel, { nullable: true, description: 'How sure it is who the user is.' })
  readonly acr?: AssuranceLevel;

  @Field(() => [AuthenticationMethod], { nullable: true, description: 'By what the user has proven who they are.' })
  readonly amr?: readonly AuthenticationMethod[];
}

export const INACTIVE: TokenIntrospection = { active: false };

export function activeToken(
  { user, token }: Authenticated,
  issued: { readonly iss: string; readonly aud: string },
): TokenIntrospection {
  const { sub, sid, jti, issuedAt: iat, expiresAt: exp, authTime, proof } = token;
  const { level: acr, methods: amr } = proof;
  const { username, role } = user;
  const claims = { sub, sid, jti, iat, exp, authTime, acr, amr };
  return { active: true, tokenType: 'Bearer', username, role, ...claims, ...issued };
}

export function activeMachineToken(
  { machine, token }: AuthenticatedMachine,
  issued: { readonly iss: string; readonly aud: string },
): TokenIntrospection {
  const { sub, clientId, jti, issuedAt: iat, expiresAt: exp } = token;
  const scope = machine.permissions.join(' ');
  return { active: true, tokenType: 'Bearer', sub, clientId, scope, jti, iat, exp, ...issued };
}

/** Reports to services that cannot verify access tokens themselves whether a token is active: RFC 7662. */
export class TokenIntrospector {
  constructor(
    private readonly authenticate: AuthenticateToken,
    private readonly config: Pick<Config, 'tokenIntrospectionSecret' | 'jwtIssuer' | 'jwtAudience'>,
  ) {}

  /**
   * @param asking who asks; the guard has checked the permission of a machine.
   * @throws {ForbiddenError} TOKEN_INTROSPECTION_SECRET is set, and another or no secret was sent.
   * @throws {UnauthenticatedError} no secret was sent, and an access token that is not accepted.
   */
  async introspect(token: string, secret: string | undefined, asking: Authentication): Promise<TokenIntrospection> {
    const { jwtIssuer: iss, jwtAudience: aud } = this.config;
    if (asking.state !== 'machine') this.requireSecret(secret, asking);
    const authentication = await this.authenticate(token);
    if (authentication.state === 'machine') return activeMachineToken(authentication, { iss, aud });
    return authentication.state === 'authenticated' ? activeToken(authentication, { iss, aud }) : INACTIVE;
  }

  private requireSecret(secret: string | undefined, asking: Authentication): void {
    const { tokenIntrospectionSecret } = this.config;
    if (tokenIntrospectionSecret && !isSame(tokenIntrospectionSecret, secret ?? '')) {
      if (secret === undefined && asking.state === 'refused') throw new UnauthenticatedError(asking.reason);
      throw new ForbiddenError('You are not allowed to do this. Send the introspection secret in input.secret.');
    }
  }
}

/** Whether two texts are equal, in a time that does not reveal where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digestOf(one)), Buffer.from(digestOf(other)));
}

@Resolver()
export class IntrospectionResolver {
  constructor(private readonly introspector: TokenIntrospector) {}

  /** A mutation: those are sent by POST only, so no token gets into an address, a log or a cache. RFC 7662 §2.1, §4. */
  @Mutation(() => TokenIntrospection, {
    description:
      'Reports to another service whether an access token is active, with the same checks as for every request. It changes nothing; it is a mutation to keep tokens out of URLs and caches.',
  })
  introspectToken(
    @Arg('input', () => IntrospectTokenInput, { description: 'The access token.' })
    { token, secret }: IntrospectTokenInput,
    @Ctx() { authentication }: Caller,
  ) {
    return this.introspector.introspect(token, secret ?? undefined, authentication);
  }
}
