export type { Authorization } from './authorization.js';
export {
  createGatehouseClient,
  type GatehouseClient,
  type GatehouseClientOptions,
  type LogoutOptions,
  type RequestOptions,
} from './client.js';
export type { TypedDocument } from './document.js';
export { GatehouseError, type GraphQLResponseError } from './errors.js';
export type { GraphQLRequest, GraphQLResponse } from './graphql.js';
export type {
  AccountDetails,
  ChangePasswordInput,
  ChangePasswordResult,
  CompleteLoginInput,
  CompleteLoginResult,
  ConfirmIdentityInput,
  ConfirmIdentityResult,
  Failure,
  IdentityConfirmed,
  InvalidInputError,
  InvalidPasskeyError,
  LoginInput,
  LoginResult,
  PasskeyResponseInput,
  PasswordChanged,
  RegisterInput,
  RegisterResult,
  SecondFactorRequiredError,
  ServerBusyError,
  SignedIn,
  TooManyAttemptsError,
  VerificationRequired,
  WrongCodeError,
} from './operations.js';
export type { SignOutReason } from './session.js';
export type { TokenRejection } from './token-rejection.js';
export { cookieTokens, memoryTokens, storageTokens, type TokenStore, type Tokens } from './tokens.js';
