import { GatehouseError } from 'gatehouse-client';

/** The outcome of submitting a form. */
export interface Outcome {
  /** The problems of fields, by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** A problem with the form as a whole. */
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
  return { problem: `${reason} Try again ${inSeconds(retryAfterSeconds)}.` };
}

function inSeconds(seconds: number): string {
  if (seconds < 120) return `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}

/**
 * The default of an exhaustive switch. If a later server can fail in one more way, type-checking names the switch once the
 * types are generated again; until then the page shows the message that every failure has.
 */
export function unknownProblem(result: never): Outcome {
  return { problem: (result as { message: string }).message };
}

/** Whether an operation needs a signed-in user, and there is none. */
export function isUnauthenticated(error: unknown): boolean {
  return error instanceof GatehouseError && error.code === 'UNAUTHENTICATED';
}

/** The user has closed the dialog that an operation needed. */
export class Cancelled extends Error {}

/** An unexpected failure: a network or a server that fails, or a browser that blocks the cookies. */
export function ofError(error: unknown): Outcome {
  if (error instanceof Cancelled) return {};
  if (error instanceof TypeError) return { problem: 'The server cannot be reached. Try again.' };
  return { problem: error instanceof Error ? error.message : String(error) };
}
