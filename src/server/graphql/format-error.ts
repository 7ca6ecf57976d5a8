import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ExpectedError } from '../../api/error-result.js';
import { RequestErrorCode } from '../../api/request-errors.js';
import { describeForLog, type Logger } from '../../logger.js';

/**
 * Messages of graphql-js that quote a value of the request, and one of Apollo Server that asks clients to change the
 * server's code. Names of types, fields and variables may remain.
 */
const REPLACED: ReadonlyArray<readonly [RegExp, string]> = [
  [/ cannot represent .*$/s, ' cannot represent this value.'],
  [/^Expected value of type ("[^"]*"), found .*$/s, 'Expected a value of type $1, found another.'],
  [/^Value ".*" does not exist in ("\w+") enum.*$/s, 'This value does not exist in $1 enum.'],
  [/^Argument ("\w+") has invalid value .*$/s, 'Argument $1 has an invalid value.'],
  [/^(Syntax Error: .*?\b(?:Name|String|BlockString|Int|Float|Comment)) ".*$/s, '$1.'],
  [/^(Syntax Error: (?:Invalid|Cannot parse)[\w ]*).*$/s, '$1.'],
  [
    /^GraphQL introspection is not allowed.*$/s,
    'Introspection is off. Use a copy of the schema, or ask the operator to set INTROSPECTION_ENABLED.',
  ],
];

/**
 * The message of a graphql-js error without quoted values: "String cannot represent a non string value: 12345678" may
 * repeat a password.
 */
function redactEchoedValues(error: GraphQLError): string {
  const variable = /^Variable ("\$\w+") got invalid value /.exec(error.message)?.[1];
  if (!variable || !error.originalError) return scrub(error.message);
  return `Variable ${variable} got an invalid value${pathOf(error)}; ${scrub(error.originalError.message)}`;
}

/** ` at "input.email"`, which graphql-js writes between the quoted value and the reason. */
function pathOf({ message, originalError }: GraphQLError): string {
  const beforeReason = message.slice(0, message.length - (originalError?.message.length ?? 0) - '; '.length);
  return / at "[\w.[\]]+"$/.exec(beforeReason)?.[0] ?? '';
}

function scrub(message: string): string {
  return REPLACED.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
}

const UNEXPECTED_MESSAGE = 'The server could not do this. Try again; if it fails again, report the id to its operator.';

/**
 * The one place that turns anything thrown into what clients see. Of an unexpected error, they see only an id; the log
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

/**
 * Whether an error is about the request, raised by graphql-js, Apollo Server or us, and not a bare GraphQLError of a
 * library.
 */
function isForClients(cause: unknown): cause is GraphQLError {
  const code = cause instanceof GraphQLError ? cause.extensions.code : undefined;
  return code !== undefined && code !== RequestErrorCode.INTERNAL_SERVER_ERROR;
}

function unexpected(formatted: GraphQLFormattedError, cause: unknown, log: Logger): GraphQLFormattedError {
  const id = randomUUID();
  log.error({ errorId: id, path: formatted.path?.join('.'), error: describeForLog(cause) }, 'request failed');
  const masked = withCode(formatted, RequestErrorCode.INTERNAL_SERVER_ERROR, UNEXPECTED_MESSAGE);
  return { ...masked, extensions: { ...masked.extensions, id } };
}

function withCode({ path, locations }: GraphQLFormattedError, code: string, message: string): GraphQLFormattedError {
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}
