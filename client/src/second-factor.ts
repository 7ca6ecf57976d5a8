import { ATTEMPTS, checkSession, FIELDS, mutate } from './account-request.js';
import type {
  ConfirmTotpEnrollmentInput,
  ConfirmTotpEnrollmentResult,
  RemoveTotpFactorInput,
  RemoveTotpFactorResult,
  RenewRecoveryCodesResult,
  RequiredConfirmation,
  SecondFactors,
  StartTotpEnrollmentInput,
  StartTotpEnrollmentResult,
} from './account-results.js';
import type { GatehouseClient, RequestOptions } from './client.js';
import { GatehouseError, type GraphQLResponseError } from './errors.js';

/**
 * Lists the second factors of the signed-in user.
 *
 * @throws {GatehouseError} UNAUTHENTICATED: nobody is signed in.
 */
export async function secondFactors(gatehouse: GatehouseClient, options?: RequestOptions): Promise<SecondFactors> {
  const document = 'query SecondFactors { me { totpFactors { id name createdAt lastUsedAt } recoveryCodesLeft } }';
  const { me } = await gatehouse.request<{ me: SecondFactors | null }>(document, {}, options);
  if (!me) throw new GatehouseError('UNAUTHENTICATED', 'Nobody is signed in. Log in first.');
  return me;
}

/**
 * Begins to add an authenticator app: show the QR code, and ask for the code that the app shows.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: see `repeatAfterConfirmation`.
 */
export function startTotpEnrollment(
  gatehouse: GatehouseClient,
  input: StartTotpEnrollmentInput = {},
  options?: RequestOptions,
): Promise<StartTotpEnrollmentResult> {
  const enrollment = '... on TotpEnrollment { enrollmentId secret otpauthUri qrCodeSvg expiresAt }';
  return mutate(gatehouse, 'startTotpEnrollment', `${enrollment} ${FIELDS}`, input, options);
}

/** Adds the app by a code that it shows. The client gets tokens of the raised session. */
export async function confirmTotpEnrollment(
  gatehouse: GatehouseClient,
  input: ConfirmTotpEnrollmentInput,
  options?: RequestOptions,
): Promise<ConfirmTotpEnrollmentResult> {
  const confirmed =
    '... on TotpEnrollmentPayload { totpFactor { id name createdAt lastUsedAt } recoveryCodes endedSessionCount }';
  const result = await mutate<ConfirmTotpEnrollmentResult>(
    gatehouse,
    'confirmTotpEnrollment',
    `${confirmed} ${ATTEMPTS}`,
    input,
    options,
  );
  if (result.__typename === 'TotpEnrollmentPayload') await checkSession(gatehouse);
  return result;
}

/**
 * Removes an authenticator app. With the last one, recovery codes are void, and the password suffices again.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: see `repeatAfterConfirmation`.
 */
export function removeTotpFactor(
  gatehouse: GatehouseClient,
  input: RemoveTotpFactorInput,
  options?: RequestOptions,
): Promise<RemoveTotpFactorResult> {
  const removed = '... on RemoveTotpFactorPayload { removedTotpFactorId }';
  return mutate(gatehouse, 'removeTotpFactor', removed, input, options);
}

/**
 * Replaces the recovery codes.
 *
 * @throws {GatehouseError} REAUTHENTICATION_REQUIRED: see `repeatAfterConfirmation`.
 */
export function renewRecoveryCodes(
  gatehouse: GatehouseClient,
  options?: RequestOptions,
): Promise<RenewRecoveryCodesResult> {
  return mutate(gatehouse, 'renewRecoveryCodes', '... on RecoveryCodesPayload { recoveryCodes }', null, options);
}

/**
 * Does something that may need a fresh login. If it does, asks the user to confirm who they are, and does it once more. It
 * works with the errors of `gatehouse` and with those of Apollo Client.
 *
 * @param act a request that rejects with REAUTHENTICATION_REQUIRED.
 * @param confirm asks for the password or a code, and sends it with `gatehouse.confirmIdentity`. Returns whether the user
 * has confirmed it.
 * @throws what `act` throws. If the user has not confirmed it, that is REAUTHENTICATION_REQUIRED.
 */
export async function repeatAfterConfirmation<Result>(
  act: () => Promise<Result>,
  confirm: (required: RequiredConfirmation) => Promise<boolean>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const required = requiredBy(error as { errors?: readonly GraphQLResponseError[] });
    if (!required || !(await confirm(required))) throw error;
    return act();
  }
}

function requiredBy({ errors }: { errors?: readonly GraphQLResponseError[] }): RequiredConfirmation | undefined {
  const error = errors?.find(({ extensions }) => extensions?.code === 'REAUTHENTICATION_REQUIRED');
  return error?.extensions as RequiredConfirmation | undefined;
}
