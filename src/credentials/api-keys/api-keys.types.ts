import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { createConnectionType } from '../../api/connections.js';
import { InvalidInputError, TooManyAttemptsError } from '../../api/expected-errors.js';
import { ApiKeyNotFoundError, InvalidApiKeyError, ServiceAccountNotFoundError } from '../../api/machine-errors.js';
import { Permission } from '../../sessions/permissions.js';
import { ApiKey, ServiceAccount } from './api-key.entities.js';
import type { IssuedMachineToken } from './api-key-exchange.js';
import type { CreatedApiKey } from './api-keys.js';

export const ServiceAccountConnection = createConnectionType(ServiceAccount, 'ServiceAccount');

@InputType({ description: 'What the service account is called and may do.' })
export class CreateServiceAccountInput {
  @Field(() => String, { description: 'What administrators call it: at most 50 characters.' })
  name!: string;

  @Field(() => [Permission], { description: 'What it may do. This cannot be changed later.' })
  permissions!: Permission[];
}

@InputType({ description: 'The service account to act on.' })
export class ServiceAccountIdInput {
  @Field(() => ID, { description: 'The id of the service account.' })
  serviceAccountId!: string;
}

@InputType({ description: 'Whom the key is for, and how long.' })
export class CreateApiKeyInput extends ServiceAccountIdInput {
  @Field(() => String, { description: 'What administrators call it: at most 50 characters.' })
  name!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'When it expires: in 90 days by default, and in a year at the latest.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'The API key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The id of the API key.' })
  apiKeyId!: string;
}

@InputType({ description: 'The API key of a service account.' })
export class ExchangeApiKeyInput {
  @Field(() => String, { description: 'The key: `gh_` and 61 characters.' })
  apiKey!: string;
}

@ObjectType({ description: 'The service account with its current data.' })
export class ServiceAccountPayload {
  @Field(() => ServiceAccount, { description: 'The service account.' })
  readonly serviceAccount: ServiceAccount;

  constructor(serviceAccount: ServiceAccount) {
    this.serviceAccount = serviceAccount;
  }
}

@ObjectType({ description: 'The new API key.' })
export class ApiKeySecretPayload {
  @Field(() => ApiKey, { description: 'The API key.' })
  readonly apiKey: ApiKey;

  @Field(() => String, { description: 'The key itself. It is shown only now: the server stores a digest of it.' })
  readonly secret: string;

  constructor({ apiKey, secret }: CreatedApiKey) {
    this.apiKey = apiKey;
    this.secret = secret;
  }
}

@ObjectType({ description: 'The API key with its current data.' })
export class ApiKeyPayload {
  @Field(() => ApiKey, { description: 'The API key.' })
  readonly apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }
}

@ObjectType({ description: 'The access token of a service account.' })
export class MachineTokenPayload {
  @Field(() => String, { description: 'The JWT to send as `Authorization: Bearer ...`.' })
  readonly accessToken: string;

  @Field(() => Date, { description: 'When it expires: in 15 minutes. Exchange the key again shortly before then.' })
  readonly accessTokenExpiresAt: Date;

  constructor({ accessToken, accessTokenExpiresAt }: IssuedMachineToken) {
    this.accessToken = accessToken;
    this.accessTokenExpiresAt = accessTokenExpiresAt;
  }
}

export const CreateServiceAccountResult = createUnionType({
  name: 'CreateServiceAccountResult',
  description: 'The new service account, or why there is none.',
  types: () => [ServiceAccountPayload, InvalidInputError] as const,
});

export const ServiceAccountResult = createUnionType({
  name: 'ServiceAccountResult',
  description: 'The service account as it is now, or why nothing was changed.',
  types: () => [ServiceAccountPayload, ServiceAccountNotFoundError] as const,
});

export const CreateApiKeyResult = createUnionType({
  name: 'CreateApiKeyResult',
  description: 'The new API key, or why there is none.',
  types: () => [ApiKeySecretPayload, InvalidInputError, ServiceAccountNotFoundError] as const,
});

export const RevokeApiKeyResult = createUnionType({
  name: 'RevokeApiKeyResult',
  description: 'The revoked API key, or why none was revoked.',
  types: () => [ApiKeyPayload, ApiKeyNotFoundError] as const,
});

export const ExchangeApiKeyResult = createUnionType({
  name: 'ExchangeApiKeyResult',
  description: 'An access token, or why there is none.',
  types: () => [MachineTokenPayload, InvalidApiKeyError, TooManyAttemptsError] as const,
});
