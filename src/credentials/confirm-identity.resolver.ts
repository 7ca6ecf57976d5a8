import { Arg, Authorized, Ctx, createUnionType, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import {
  InvalidInputError,
  ServerBusyError,
  TooManyAttemptsError,
  WrongCodeError,
  WrongPasswordError,
} from '../api/expected-errors.js';
import { InvalidPasskeyError } from '../api/passkey-errors.js';
import type { Context, DeliveredAccessToken } from '../sessions/context.js';
import { Session } from '../sessions/session.entity.js';
import type { ConfirmIdentity } from './confirm-identity.js';
import { PasskeyResponseInput } from './passkeys/passkey.inputs.js';

@InputType({ description: 'What proves once more who is signed in. Exactly one of these.' })
export class ConfirmIdentityInput {
  @Field(() => String, { nullable: true, description: 'The password of the account.' })
  password?: string | null;

  @Field(() => String, { nullable: true, description: 'A code of an authenticator app.' })
  totpCode?: string | null;

  @Field(() => String, { nullable: true, description: 'A recovery code. It is used up.' })
  recoveryCode?: string | null;

  @Field(() => PasskeyResponseInput, {
    nullable: true,
    description: 'The response of the browser to what `startPasskeyConfirmation` began.',
  })
  passkey?: PasskeyResponseInput | null;
}

@ObjectType({ description: 'The identity was confirmed. The session stays the same.' })
export class IdentityConfirmation {
  @Field(() => String, {
    nullable: true,
    description:
      'The JWT to send from now on, with the new `auth_time` and `acr`. Null only where tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session as it is now.' })
  readonly session: Session;

  constructor({ accessToken, accessTokenExpiresAt, session }: DeliveredAccessToken) {
    this.accessToken = accessToken;
    this.accessTokenExpiresAt = accessTokenExpiresAt;
    this.session = session;
  }
}

export const ConfirmIdentityResult = createUnionType({
  name: 'ConfirmIdentityResult',
  description: 'The confirmation, or why the identity was not confirmed.',
  types: () =>
    [
      IdentityConfirmation,
      WrongPasswordError,
      WrongCodeError,
      InvalidPasskeyError,
      InvalidInputError,
      TooManyAttemptsError,
      ServerBusyError,
    ] as const,
});

@Resolver()
export class ConfirmIdentityResolver {
  constructor(private readonly service: ConfirmIdentity) {}

  @Authorized()
  @Mutation(() => ConfirmIdentityResult, {
    description:
      'Proves once more who is signed in, after REAUTHENTICATION_REQUIRED. Renews `authenticatedAt` of the session and may raise its level.',
  })
  async confirmIdentity(
    @Arg('input', () => ConfirmIdentityInput, { description: 'The proof.' }) input: ConfirmIdentityInput,
    @Ctx() context: Context,
  ) {
    return new IdentityConfirmation(context.transport.deliverAccess(await this.service.confirm(context, input)));
  }
}
