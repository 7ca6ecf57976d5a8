import { ObjectType } from 'type-graphql';
import { ErrorCode, ErrorResult } from './error-result.js';

@ObjectType({ implements: ErrorResult, description: 'There are as many webhooks as there can be: 20.' })
export class TooManyWebhooksError extends ErrorResult {
  override readonly code = ErrorCode.TOO_MANY_WEBHOOKS;
  override readonly message = 'There are 20 webhooks, and no more are possible. Delete one that is not needed first.';
}

@ObjectType({ implements: ErrorResult, description: 'There is no webhook with this id.' })
export class WebhookNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.WEBHOOK_NOT_FOUND;
  override readonly message = 'There is no webhook with this id. Look at the list of webhooks again.';
}

@ObjectType({ implements: ErrorResult, description: 'The webhook is disabled, so nothing is sent to it.' })
export class WebhookDisabledError extends ErrorResult {
  override readonly code = ErrorCode.WEBHOOK_DISABLED;
  override readonly message = 'This webhook is disabled. Enable it first.';
}

@ObjectType({
  implements: ErrorResult,
  description: 'There is no delivery with this id that could be sent again. It may be being sent right now.',
})
export class WebhookDeliveryNotFoundError extends ErrorResult {
  override readonly code = ErrorCode.WEBHOOK_DELIVERY_NOT_FOUND;
  override readonly message = 'No such delivery can be sent again. Look at the deliveries of the webhook again.';
}
