import { ObjectType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

@ObjectType({ implements: ErrorResult, description: 'The account has as many authenticator apps as it can have.' })
export class TooManyFactorsError extends ErrorResult {
  override readonly code = ErrorCode.TOO_MANY_FACTORS;
  override readonly message = 'You have 5 authenticator apps, the most there can be. Remove one first.';
}

@ObjectType({ implements: ErrorResult, description: 'The signed-in user has no such authenticator app.' })
export class FactorNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.FACTOR_NOT_FOUND;
  override readonly message = 'There is no such authenticator app. Look at the list of them again.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'The account has no second factor, so it needs no recovery codes.',
})
export class NoSecondFactorError extends ErrorResult {
  override readonly code = ErrorCode.NO_SECOND_FACTOR;
  override readonly message = 'Add an authenticator app first. Recovery codes come with it.';
}
