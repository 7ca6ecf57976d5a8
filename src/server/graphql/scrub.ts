import type { GraphQLError } from 'graphql';

/** Where messages of graphql-js quote a value of the request; names of types, fields and variables may stay. */
const ECHOES: ReadonlyArray<readonly [RegExp, string]> = [
  [/ cannot represent .*$/s, ' cannot represent this value.'],
  [/^Expected value of type ("[^"]*"), found .*$/s, 'Expected a value of type $1, found another.'],
  [/^Value ".*" does not exist in ("\w+") enum.*$/s, 'This value does not exist in $1 enum.'],
  [/^Argument ("\w+") has invalid value .*$/s, 'Argument $1 has an invalid value.'],
  [/^(Syntax Error: .*?\b(?:Name|String|BlockString|Int|Float|Comment)) ".*$/s, '$1.'],
  [/^(Syntax Error: (?:Invalid|Cannot parse)[\w ]*).*$/s, '$1.'],
];

/**
 * The message of an error of graphql-js without the values it quotes: "String cannot represent a non string value:
 * 12345678" may be repeating a password.
 */
export function redactEchoedValues(error: GraphQLError): string {
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
  return ECHOES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
}
