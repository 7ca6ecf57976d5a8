import { ObjectType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

@ObjectType({
  implements: ErrorResult,
  description: 'The server would be left without an active administrator. Nothing was changed.',
})
export class LastAdministratorError extends ErrorResult {
  override readonly code = ErrorCode.LAST_ADMINISTRATOR;
  override readonly message = 'This is the last active administrator. Make someone else an administrator first.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'There is no such email that failed. It may have been sent meanwhile, or is just being sent.',
})
export class EmailNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.EMAIL_NOT_FOUND;
  override readonly message = 'No such email waits to be tried again. Reload the list of emails.';
}
