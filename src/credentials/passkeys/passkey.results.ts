import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  AccountDeactivatedError,
  EmailNotVerifiedError,
  InvalidInputError,
  SecondFactorRequiredError,
  TooManyAttemptsError,
} from '../../api/expected-errors.js';
import { type JsonObject, JsonObjectScalar } from '../../api/json-object.js';
import {
  InvalidPasskeyError,
  LastSignInMethodError,
  PasskeyNotFoundError,
  PasskeyTakenError,
  TooManyPasskeysError,
} from '../../api/passkey-errors.js';
import { AuthPayload } from '../../sessions/auth-payload.js';
import { Passkey } from './passkey.entities.js';
import type { StartedCeremony } from './passkey-ceremonies.js';

@ObjectType({ description: 'What an authenticator is asked to sign. The first response uses it up.' })
export class PasskeyCeremony {
  @Field(() => ID, { description: 'To be sent along with the response.' })
  readonly ceremonyId: string;

  @Field(() => JsonObjectScalar, {
    description:
      'The `publicKey` of `navigator.credentials.create()` or `get()`, for `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`.',
  })
  readonly options: JsonObject;

  @Field(() => Date, { description: 'When the ceremony lapses: after 5 minutes.' })
  readonly expiresAt: Date;

  constructor({ id, options, expiresAt }: StartedCeremony) {
    this.ceremonyId = id;
    this.options = options;
    this.expiresAt = expiresAt;
  }
}

export const CompletePasskeyLoginResult = createUnionType({
  name: 'CompletePasskeyLoginResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () =>
    [
      AuthPayload,
      SecondFactorRequiredError,
      InvalidPasskeyError,
      AccountDeactivatedError,
      EmailNotVerifiedError,
      TooManyAttemptsError,
    ] as const,
});

@ObjectType({ description: 'A passkey that was added or renamed.' })
export class PasskeyPayload {
  @Field(() => Passkey, { description: 'The passkey as it is now.' })
  readonly passkey: Passkey;

  @Field(() => Int, {
    description:
      'How many other sessions were ended. A passkey that is added ends none: logins by password go on without it.',
  })
  readonly endedSessionCount: number = 0;

  constructor(passkey: Passkey) {
    this.passkey = passkey;
  }
}

export const CompletePasskeyRegistrationResult = createUnionType({
  name: 'CompletePasskeyRegistrationResult',
  description: 'The new passkey, or why it was not added.',
  types: () =>
    [PasskeyPayload, PasskeyTakenError, TooManyPasskeysError, InvalidPasskeyError, InvalidInputError] as const,
});

export const RenamePasskeyResult = createUnionType({
  name: 'RenamePasskeyResult',
  description: 'The renamed passkey, or why it was not renamed.',
  types: () => [PasskeyPayload, PasskeyNotFoundError, InvalidInputError] as const,
});

@ObjectType({ description: 'The passkey signs in no longer. Sessions that it started go on.' })
export class RemovePasskeyPayload {
  @Field(() => ID, { description: 'The id of the passkey, for clients to forget it.' })
  readonly removedPasskeyId: string;

  constructor(removedPasskeyId: string) {
    this.removedPasskeyId = removedPasskeyId;
  }
}

export const RemovePasskeyResult = createUnionType({
  name: 'RemovePasskeyResult',
  description: 'The end of a passkey, or why it was not removed.',
  types: () => [RemovePasskeyPayload, PasskeyNotFoundError, LastSignInMethodError] as const,
});
