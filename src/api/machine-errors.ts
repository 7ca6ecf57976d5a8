import { ObjectType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

@ObjectType({
  implements: ErrorResult,
  description: 'The API key is mistyped, unknown, expired or revoked, or its service account is deactivated.',
})
export class InvalidApiKeyError extends ErrorResult {
  override readonly code = ErrorCode.INVALID_API_KEY;
  override readonly message =
    'This API key is not accepted: it is mistyped, expired or revoked, or its service account is deactivated. Ask an administrator for another one.';
}

@ObjectType({ implements: ErrorResult, description: 'There is no API key with this id.' })
export class ApiKeyNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.API_KEY_NOT_FOUND;
  override readonly message = 'There is no API key with this id. Look at the keys of the service account again.';
}

@ObjectType({ implements: ErrorResult, description: 'There is no service account with this id.' })
export class ServiceAccountNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.SERVICE_ACCOUNT_NOT_FOUND;
  override readonly message = 'There is no service account with this id. Look at the list of service accounts again.';
}
