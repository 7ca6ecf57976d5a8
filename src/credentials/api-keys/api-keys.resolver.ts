import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ConnectionArgs, findPage, NEWEST_FIRST } from '../../api/connections.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { AdministratorAct } from '../../sessions/administrator-act.js';
import type { Context } from '../../sessions/context.js';
import { Role } from '../../users/user.entity.js';
import type { StepUp } from '../step-up.js';
import { ApiKey, ServiceAccount } from './api-key.entities.js';
import type { ApiKeyExchange } from './api-key-exchange.js';
import type { ApiKeys } from './api-keys.js';
import {
  ApiKeyPayload,
  ApiKeySecretPayload,
  CreateApiKeyInput,
  CreateApiKeyResult,
  CreateServiceAccountInput,
  CreateServiceAccountResult,
  ExchangeApiKeyInput,
  ExchangeApiKeyResult,
  MachineTokenPayload,
  RevokeApiKeyInput,
  RevokeApiKeyResult,
  ServiceAccountConnection,
  ServiceAccountIdInput,
  ServiceAccountPayload,
  ServiceAccountResult,
} from './api-keys.types.js';
import type { ServiceAccounts } from './service-accounts.js';

export interface ApiKeyServices {
  readonly serviceAccounts: ServiceAccounts;
  readonly apiKeys: ApiKeys;
  readonly apiKeyExchange: ApiKeyExchange;
  readonly stepUp: StepUp;
}

@Resolver(() => ServiceAccount)
export class ApiKeysResolver {
  constructor(private readonly services: ApiKeyServices) {}

  @Authorized(Role.ADMIN)
  @Query(() => ServiceAccountConnection, { description: 'All service accounts, newest first. For administrators.' })
  async serviceAccounts(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() { em }: Context) {
    const query = { where: {}, orderBy: [...NEWEST_FIRST] };
    return new ServiceAccountConnection(await findPage(em, ServiceAccount, query, args));
  }

  @FieldResolver(() => [ApiKey], {
    description: 'Its keys, at most 100: those that are accepted, then revoked and expired ones, newest first.',
  })
  apiKeys(@Root() { id }: ServiceAccount, @Ctx() { em }: Context) {
    return this.services.apiKeys.listOf(em, id);
  }

  @AdministratorAct(AuditEventKind.SERVICE_ACCOUNT_CREATED)
  @Mutation(() => CreateServiceAccountResult, {
    description: 'Creates a service account. For administrators; requires a recent login.',
  })
  async createServiceAccount(
    @Arg('input', () => CreateServiceAccountInput, { description: 'The service account.' })
    input: CreateServiceAccountInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new ServiceAccountPayload(await this.services.serviceAccounts.create(context, input));
  }

  @AdministratorAct(AuditEventKind.SERVICE_ACCOUNT_DEACTIVATED)
  @Mutation(() => ServiceAccountResult, {
    description:
      'Deactivates a service account: neither its keys nor its access tokens are accepted any more. For administrators; requires a recent login.',
  })
  async deactivateServiceAccount(
    @Arg('input', () => ServiceAccountIdInput, { description: 'The service account.' })
    { serviceAccountId }: ServiceAccountIdInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new ServiceAccountPayload(await this.services.serviceAccounts.deactivate(context, serviceAccountId));
  }

  @AdministratorAct(AuditEventKind.SERVICE_ACCOUNT_REACTIVATED)
  @Mutation(() => ServiceAccountResult, {
    description: 'Reactivates a service account: its keys work again. For administrators; requires a recent login.',
  })
  async reactivateServiceAccount(
    @Arg('input', () => ServiceAccountIdInput, { description: 'The service account.' })
    { serviceAccountId }: ServiceAccountIdInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new ServiceAccountPayload(await this.services.serviceAccounts.reactivate(context, serviceAccountId));
  }

  @AdministratorAct(AuditEventKind.API_KEY_CREATED)
  @Mutation(() => CreateApiKeyResult, {
    description:
      'Creates a key of a service account, and returns it once. For administrators; requires a recent login.',
  })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new ApiKeySecretPayload(await this.services.apiKeys.create(context, input));
  }

  @AdministratorAct(AuditEventKind.API_KEY_REVOKED)
  @Mutation(() => RevokeApiKeyResult, {
    description:
      'Revokes an API key: neither the key nor access tokens from it are accepted any more. For administrators; requires a recent login.',
  })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key.' }) { apiKeyId }: RevokeApiKeyInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new ApiKeyPayload(await this.services.apiKeys.revoke(context, apiKeyId));
  }

  @Mutation(() => ExchangeApiKeyResult, {
    description: 'Exchanges an API key for an access token of its service account, as often as needed.',
  })
  async exchangeApiKey(
    @Arg('input', () => ExchangeApiKeyInput, { description: 'The key.' }) { apiKey }: ExchangeApiKeyInput,
    @Ctx() context: Context,
  ) {
    return new MachineTokenPayload(await this.services.apiKeyExchange.exchange(context, apiKey));
  }
}
