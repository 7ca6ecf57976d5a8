import { type ErrorResult, ExpectedError } from '../api/error-result.js';
import { InvalidInputError } from '../api/expected-errors.js';
import { StartupError } from '../config/startup-error.js';
import { describeForLog } from '../logger.js';

/** Prints why the process cannot continue, with a stack only for unexpected errors, and exits with 1. */
export function reportAndExit(error: unknown): never {
  console.error(explain(error));
  process.exit(1);
}

/** What to say to the person at the terminal. */
export function explain(error: unknown): string {
  if (error instanceof ExpectedError) return explainExpectedError(error.result);
  if (error instanceof StartupError) return error.message;
  return JSON.stringify(describeForLog(error), null, 2);
}

function explainExpectedError(result: ErrorResult): string {
  if (!(result instanceof InvalidInputError)) return result.message;
  return result.fieldErrors.map(({ field, message }) => `${field}: ${message}`).join('\n');
}
