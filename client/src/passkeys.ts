import { ATTEMPTS, FIELDS, mutate } from './account-request.js';
import type { GatehouseClient, RequestOptions } from './client.js';
import {
  COMPLETE_PASSKEY_LOGIN,
  type CompletePasskeyLoginResult,
  type ConfirmIdentityResult,
  type Failure,
  type InvalidInputError,
  type InvalidPasskeyError,
  type PasskeyResponseInput,
  REGISTER_WITH_PASSKEY,
  type RegisterWithPasskeyResult,
  type TooManyAttemptsError,
} from './operations.js';

export type { CompletePasskeyLoginResult, RegisterWithPasskeyResult } from './operations.js';

/** The person has closed the browser's dialog, or it took too long. Nothing was changed. */
export interface PasskeyCancelled {
  readonly __typename: 'PasskeyCancelled';
  readonly message: string;
}

/** The device, or the password manager, has a passkey for this account. */
export interface PasskeyExists {
  readonly __typename: 'PasskeyExists';
  readonly message: string;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly isSynced: boolean;
}

export interface PasskeyChanged {
  readonly __typename: 'PasskeyPayload';
  readonly passkey: Passkey;
}

type NotFound = Failure<'PasskeyNotFoundError', 'PASSKEY_NOT_FOUND'>;

export type AddPasskeyResult =
  | PasskeyChanged
  | InvalidPasskeyError
  | Failure<'PasskeyTakenError', 'PASSKEY_TAKEN'>
  | Failure<'TooManyPasskeysError', 'TOO_MANY_PASSKEYS'>
  | InvalidInputError
  | PasskeyCancelled
  | PasskeyExists;

export type RenamePasskeyResult = PasskeyChanged | NotFound | InvalidInputError;

export type RemovePasskeyResult =
  | { readonly __typename: 'RemovePasskeyPayload'; readonly removedPasskeyId: string }
  | NotFound
  | Failure<'LastSignInMethodError', 'LAST_SIGN_IN_METHOD'>;

export interface PasskeySignInOptions extends RequestOptions {
  /** From `SecondFactorRequiredError`: the passkey is the second factor of that login. */
  readonly challengeToken?: string;
  /**
   * Offers passkeys in a field with `autocomplete="username webauthn"` until one is chosen. Abort it by `signal` before
   * anything else is done with passkeys.
   */
  readonly autofill?: boolean;
}

type StartPasskeySignUpResult =
  | (Ceremony & { readonly __typename: 'PasskeyCeremony' })
  | Failure<'EmailTakenError', 'EMAIL_TAKEN'>
  | Failure<'UsernameTakenError', 'USERNAME_TAKEN'>
  | InvalidInputError
  | TooManyAttemptsError;

interface Ceremony {
  readonly ceremonyId: string;
  // biome-ignore lint/suspicious/noExplicitAny: WebAuthn's own JSON, passed on to the browser.
  readonly options: any;
}

/** What a ceremony lasts for, less the time that its response takes. */
const LAPSE_MILLIS = 280_000;

const CEREMONY = 'ceremonyId options';
const PASSKEY = 'id name createdAt lastUsedAt isSynced';

/** Whether this browser has passkeys, and what these functions need of it. */
export function isSupported(): boolean {
  return typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
}

/** Whether this browser can offer passkeys in a field. */
export async function isAutofillSupported(): Promise<boolean> {
  return isSupported() && (await PublicKeyCredential.isConditionalMediationAvailable?.()) === true;
}

/**
 * Signs in by a passkey. One that the server does not know is reported to the browser, which forgets it.
 *
 * @throws {GatehouseError} as `login` does; INVALID_CHALLENGE: the login whose second factor it is has expired.
 */
export async function signInWithPasskey(
  gatehouse: GatehouseClient,
  { challengeToken, autofill = false, signal }: PasskeySignInOptions = {},
): Promise<CompletePasskeyLoginResult | PasskeyCancelled> {
  const document = `mutation StartPasskeyLogin($input: StartPasskeyLoginInput) { startPasskeyLogin(input: $input) { ${CEREMONY} } }`;
  const input = challengeToken ? { challengeToken } : {};
  const { startPasskeyLogin: ceremony } = await gatehouse.request(document, { input }, { signal });
  const lapse = AbortSignal.timeout(LAPSE_MILLIS);
  const response = await getResponse(ceremony, autofill, signal ? AbortSignal.any([signal, lapse]) : lapse);
  if (response) return completeSignIn(gatehouse, ceremony, response, signal);
  // A page may stay open for longer than a ceremony lasts.
  const isToBeginAgain = autofill && lapse.aborted && !signal?.aborted;
  return isToBeginAgain ? signInWithPasskey(gatehouse, { autofill, signal }) : cancelled();
}

async function completeSignIn(
  gatehouse: GatehouseClient,
  ceremony: Ceremony,
  response: PasskeyResponseInput,
  signal: AbortSignal | undefined,
): Promise<CompletePasskeyLoginResult> {
  const result: CompletePasskeyLoginResult = await gatehouse.signInBy(COMPLETE_PASSKEY_LOGIN, response, { signal });
  const isUnknown = result.__typename === 'InvalidPasskeyError' && result.reason === 'UNKNOWN_CREDENTIAL';
  if (isUnknown) forget(ceremony, response);
  return result;
}

/**
 * Creates an account with a passkey in place of a password, and signs it in.
 *
 * @throws {GatehouseError} as `register` does.
 */
export async function signUpWithPasskey(
  gatehouse: GatehouseClient,
  input: { readonly email: string; readonly username?: string | null },
  { signal }: RequestOptions = {},
): Promise<RegisterWithPasskeyResult | PasskeyCancelled | PasskeyExists> {
  const members = `... on PasskeyCeremony { ${CEREMONY} } ${FIELDS} ${ATTEMPTS}`;
  const started = await mutate<StartPasskeySignUpResult>(gatehouse, 'startPasskeySignUp', members, input, { signal });
  if (started.__typename !== 'PasskeyCeremony') return started;
  const created = await create(started, signal);
  return 'response' in created ? gatehouse.signInBy(REGISTER_WITH_PASSKEY, created, { signal }) : created;
}

/**
 * Adds a passkey to the account of the signed-in user.
 *
 * @param name by default what the passkey is kept in, such as "1Password".
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. Confirm who it is first.
 */
export async function addPasskey(
  gatehouse: GatehouseClient,
  name: string | null = null,
  { signal }: RequestOptions = {},
): Promise<AddPasskeyResult> {
  const document = `mutation StartPasskeyRegistration { startPasskeyRegistration { ${CEREMONY} } }`;
  const { startPasskeyRegistration: ceremony } = await gatehouse.request(document, {}, { signal });
  const created = await create(ceremony, signal);
  if (!('response' in created)) return created;
  const members = `... on PasskeyPayload { passkey { ${PASSKEY} } } ... on InvalidPasskeyError { reason } ${FIELDS}`;
  return mutate(gatehouse, 'completePasskeyRegistration', members, { ...created, name }, { signal });
}

/** Proves by a passkey once more who is signed in, after a request that failed with `REAUTHENTICATION_REQUIRED`. */
export async function confirmWithPasskey(
  gatehouse: GatehouseClient,
  { signal }: RequestOptions = {},
): Promise<ConfirmIdentityResult | PasskeyCancelled> {
  const document = `mutation StartPasskeyConfirmation { startPasskeyConfirmation { ${CEREMONY} } }`;
  const { startPasskeyConfirmation: ceremony } = await gatehouse.request(document, {}, { signal });
  const passkey = await getResponse(ceremony, false, signal);
  return passkey ? gatehouse.confirmIdentity({ passkey }, { signal }) : cancelled();
}

/** The passkeys of the signed-in user, oldest first. */
export async function passkeys(gatehouse: GatehouseClient, options?: RequestOptions): Promise<Passkey[]> {
  const { me } = await gatehouse.request(`query Passkeys { me { passkeys { ${PASSKEY} } } }`, {}, options);
  return me?.passkeys ?? [];
}

export function renamePasskey(
  gatehouse: GatehouseClient,
  input: { readonly passkeyId: string; readonly name: string },
  options?: RequestOptions,
): Promise<RenamePasskeyResult> {
  return mutate(
    gatehouse,
    'renamePasskey',
    `... on PasskeyPayload { passkey { ${PASSKEY} } } ${FIELDS}`,
    input,
    options,
  );
}

/** @throws {GatehouseError} REAUTHENTICATION_REQUIRED: the user logged in too long ago. Confirm who it is first. */
export function removePasskey(
  gatehouse: GatehouseClient,
  input: { readonly passkeyId: string },
  options?: RequestOptions,
): Promise<RemovePasskeyResult> {
  return mutate(gatehouse, 'removePasskey', '... on RemovePasskeyPayload { removedPasskeyId }', input, options);
}

async function create({ ceremonyId, options: json }: Ceremony, signal: AbortSignal | undefined) {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
    const credential = await navigator.credentials.create({ publicKey, ...abortedBy(signal) });
    return credential ? { ceremonyId, response: responseOf(credential) } : cancelled();
  } catch (error) {
    // https://www.w3.org/TR/webauthn-3/#sctn-op-make-cred: one of `excludeCredentials` is here.
    if (isNamed(error, 'InvalidStateError'))
      return { __typename: 'PasskeyExists', message: 'You have a passkey on this device.' } as const;
    return isCancelled(error) ? cancelled() : Promise.reject(error);
  }
}

async function getResponse(
  { ceremonyId, options: json }: Ceremony,
  autofill: boolean,
  signal: AbortSignal | undefined,
): Promise<PasskeyResponseInput | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
  const mediation = autofill ? 'conditional' : 'optional';
  try {
    const credential = await navigator.credentials.get({ publicKey, mediation, ...abortedBy(signal) });
    return credential ? { ceremonyId, response: responseOf(credential) } : undefined;
  } catch (error) {
    return isCancelled(error) ? undefined : Promise.reject(error);
  }
}

function responseOf(credential: Credential): object {
  return (credential as PublicKeyCredential).toJSON();
}

/** A person who closes the dialog looks the same as one without a passkey: browsers give one error for both. */
function isCancelled(error: unknown): boolean {
  return ['NotAllowedError', 'AbortError', 'TimeoutError'].some((name) => isNamed(error, name));
}

function isNamed(error: unknown, name: string): boolean {
  return (error as Error | undefined)?.name === name;
}

function cancelled(): PasskeyCancelled {
  return { __typename: 'PasskeyCancelled', message: 'No passkey was used.' };
}

/** The passkey was removed here, and is still on the device. */
function forget({ options: { rpId } }: Ceremony, { response }: PasskeyResponseInput): void {
  const credentialId = (response as { id: string }).id;
  // Not awaited: a browser may ask its password manager first.
  void PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
}

function abortedBy(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
