import { CombinedGraphQLErrors } from '@apollo/client/errors';

/** What came of submitting a form. */
export interface Outcome {
  /** What is wrong with a field, by the field's name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What is wrong with the form as a whole. */
  readonly problem?: string;
  /** What was done. */
  readonly success?: string;
}

interface InvalidInput {
  readonly fieldErrors: readonly { readonly field: string; readonly message: string }[];
}

export function atFields({ fieldErrors }: InvalidInput): Outcome {
  return { fields: Object.fromEntries(fieldErrors.map(({ field, message }) => [field, message])) };
}

interface Wait {
  readonly __typename: 'ServerBusyError' | 'TooManyAttemptsError';
  readonly retryAfterSeconds: number;
}

export function waitToRetry({ __typename, retryAfterSeconds }: Wait): Outcome {
  const reason = __typename === 'ServerBusyError' ? 'The server is busy.' : 'Too many attempts.';
  return { problem: `${reason} Try again in ${retryAfterSeconds} seconds.` };
}

/**
 * The failures of a switch that is complete. If the server gets another one, the switch fails type-checking once the
 * types are generated anew; a page that is older than the server shows the message that every failure has.
 */
export function unknownProblem(result: never): Outcome {
  return { problem: (result as { message: string }).message };
}

/** Whether an operation needs a signed-in user, and there is none. */
export function isUnauthenticated(error: unknown): boolean {
  return (
    CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')
  );
}

/** What nobody expects: no network, a server that fails. */
export function ofError(error: unknown): Outcome {
  if (error instanceof TypeError) return { problem: 'The server cannot be reached. Try again.' };
  return { problem: error instanceof Error ? error.message : String(error) };
}
