import { GatehouseError } from 'gatehouse-client';
import type { Wording } from '../language/messages';
import { type FieldFailure, fieldMessageOf, messageOf } from './problems';

/** The outcome of submitting a form. */
export interface Outcome {
  /** The problems of fields, by name. */
  readonly fields?: Readonly<Record<string, Wording>>;
  /** A problem with the form as a whole. */
  readonly problem?: Wording;
  /** What was done. */
  readonly success?: Wording;
}

export function atFields({ fieldErrors }: { readonly fieldErrors: readonly FieldFailure[] }): Outcome {
  return { fields: Object.fromEntries(fieldErrors.map((failure) => [failure.field, fieldMessageOf(failure)])) };
}

interface Wait {
  readonly __typename: 'ServerBusyError' | 'TooManyAttemptsError';
  readonly retryAfterSeconds: number;
}

const WAITS = { ServerBusyError: 'SERVER_BUSY', TooManyAttemptsError: 'TOO_MANY_ATTEMPTS' } as const;

export function waitToRetry({ __typename, retryAfterSeconds }: Wait): Outcome {
  return { problem: messageOf({ code: WAITS[__typename], message: '', retryAfterSeconds }) };
}

/**
 * The default of an exhaustive switch. If a later server can fail in one more way, type-checking names the switch once the
 * types are generated again; until then the page shows the message that every failure has.
 */
export function unknownProblem(result: never): Outcome {
  return { problem: messageOf(result) };
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
  const message = error instanceof Error ? error.message : String(error);
  return { problem: messageOf({ code: codeOf(error), message }) };
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof TypeError) return 'UNREACHABLE';
  if (error instanceof GatehouseError) return error.code;
  // Apollo's have the same shape. Their class would make the first page larger.
  return (error as Partial<GatehouseError> | undefined)?.errors?.[0]?.extensions?.code;
}
