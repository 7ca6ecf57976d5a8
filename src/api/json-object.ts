import { GraphQLScalarType } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { badArguments } from './request-errors.js';

/** A response of an authenticator has two to four thousand. */
const MAX_CHARACTERS = 32_768;
const MAX_DEPTH = 8;

/** The shape of WebAuthn's own messages: https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The scalar of graphql-scalars, for objects of a bounded size and depth. */
export const JsonObjectScalar = new GraphQLScalarType<object, object>({
  ...GraphQLJSONObject.toConfig(),
  description: `A JSON object, as WebAuthn defines it: at most ${MAX_CHARACTERS} characters, nested at most ${MAX_DEPTH} deep.`,
  parseValue: (value) => bounded(GraphQLJSONObject.parseValue(value)),
  parseLiteral: (ast, variables) => bounded(GraphQLJSONObject.parseLiteral(ast, variables)),
});

function bounded(object: object): object {
  if (sizeOf(object, 1) > MAX_CHARACTERS) throw badArguments('This JSON object is too large.');
  return object;
}

/** Roughly how many characters it takes as text. */
function sizeOf(value: unknown, depth: number): number {
  if (depth > MAX_DEPTH) throw badArguments('This JSON object is nested too deep.');
  if (typeof value === 'string') return value.length + 1;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [key, inner]) => sum + key.length + sizeOf(inner, depth + 1), 1);
}
