import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { describeForLog } from '../../api/describe-for-log.js';
import { ExpectedError } from '../../api/error-result.js';
import { RequestErrorCode } from '../../api/request-errors.js';
import type { Logger } from '../../logger.js';
import { redactEchoedValues } from './scrub.js';

const UNEXPECTED_MESSAGE =
  'The server failed to do this. Try again; if it happens again, report the id to its operator.';

/**
 * The one place where anything thrown becomes what clients see. Of an unexpected error they get an id only; the log
 * has the rest under the same id.
 */
export function errorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    if (cause instanceof ExpectedError) return withCode(formatted, cause.result.code, cause.message);
    if (isForClients(cause)) return { ...formatted, message: redactEchoedValues(cause) };
    return unexpected(formatted, cause, log);
  };
}

/** Errors of the request, by graphql-js, Apollo Server or ourselves; a bare GraphQLError thrown by a library is not. */
function isForClients(cause: unknown): cause is GraphQLError {
  const code = cause instanceof GraphQLError ? cause.extensions.code : undefined;
  return code !== undefined && code !== RequestErrorCode.INTERNAL_SERVER_ERROR;
}

function unexpected(formatted: GraphQLFormattedError, cause: unknown, log: Logger): GraphQLFormattedError {
  const id = randomUUID();
  log.error({ errorId: id, path: formatted.path?.join('.'), error: describeForLog(cause) }, 'request failed');
  const answer = withCode(formatted, RequestErrorCode.INTERNAL_SERVER_ERROR, UNEXPECTED_MESSAGE);
  return { ...answer, extensions: { ...answer.extensions, id } };
}

function withCode({ path, locations }: GraphQLFormattedError, code: string, message: string): GraphQLFormattedError {
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}
