import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

export enum PasskeyProblem {
  UNKNOWN_CREDENTIAL = 'UNKNOWN_CREDENTIAL',
  EXPIRED = 'EXPIRED',
  REFUSED = 'REFUSED',
}

registerEnumType(PasskeyProblem, {
  name: 'PasskeyProblem',
  description: 'Why a response of an authenticator is not accepted.',
  valuesConfig: {
    UNKNOWN_CREDENTIAL: {
      description: 'This server does not know the passkey, or no longer: have the browser forget it.',
    },
    EXPIRED: { description: 'The ceremony was begun more than 5 minutes ago, or was completed: begin again.' },
    REFUSED: { description: 'The response does not prove the possession of the passkey to this server.' },
  },
});

const MESSAGES: Record<PasskeyProblem, string> = {
  UNKNOWN_CREDENTIAL: 'This passkey is not known here. Use another one, or log in in another way.',
  EXPIRED: 'This took too long. Try again.',
  REFUSED: 'This passkey was not accepted. Try again, or log in in another way.',
};

@ObjectType({ implements: ErrorResult, description: 'The response of an authenticator is not accepted.' })
export class InvalidPasskeyError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_PASSKEY;
  override readonly message: string;

  @Field(() => PasskeyProblem, { description: 'The reason, for programs.' })
  readonly reason: PasskeyProblem;

  constructor(reason: PasskeyProblem) {
    super();
    this.reason = reason;
    this.message = MESSAGES[reason];
  }
}

@ObjectType({ implements: ErrorResult, description: 'The passkey has been registered before. Nothing was changed.' })
export class PasskeyTakenError extends ErrorResult {
  override readonly code = ErrorCode.PASSKEY_TAKEN;
  override readonly message = 'This passkey cannot be added. Create another one.';
}

@ObjectType({ implements: ErrorResult, description: 'The account has as many passkeys as it can have.' })
export class TooManyPasskeysError extends ErrorResult {
  override readonly code = ErrorCode.TOO_MANY_PASSKEYS;
  override readonly message = 'You have 20 passkeys, the most there can be. Remove one first.';
}

@ObjectType({ implements: ErrorResult, description: 'The signed-in user has no such passkey.' })
export class PasskeyNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.PASSKEY_NOT_FOUND;
  override readonly message = 'There is no such passkey. Reload the list of passkeys.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'Without this, the user could not sign in any more. Nothing was changed.',
})
export class LastSignInMethodError extends ErrorResult {
  override readonly code = ErrorCode.LAST_SIGN_IN_METHOD;
  override readonly message = 'This is your only way to sign in. Set a password or add another passkey first.';
}
