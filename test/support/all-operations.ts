import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const ROOT_TYPES = {
  Query: schema.getQueryType(),
  Mutation: schema.getMutationType(),
  Subscription: schema.getSubscriptionType(),
};
const fieldsOf = (kind: keyof typeof ROOT_TYPES) => Object.values(ROOT_TYPES[kind]?.getFields() ?? {});
/** The names of every operation there is. */
export const ROOT_FIELD_NAMES = (['Query', 'Mutation', 'Subscription'] as const).flatMap((kind) =>
  fieldsOf(kind).map(({ name }) => name),
);
/** Every query and mutation there is. */
export const OPERATIONS = [
  ...fieldsOf('Query').map((field) => ['query', field] as const),
  ...fieldsOf('Mutation').map((field) => ['mutation', field] as const),
];

/** Some value of a type, as text in a document. */
function someValue(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${required.map((field) => `${field.name}: ${someValue(field.type)}`).join(', ')} }`;
  }
  if (getNamedType(nullable).name === 'DateTime') return '"2026-03-01T12:00:00Z"';
  if (getNamedType(type).name === 'JSONObject') return '{}';
  return isEnumType(nullable) ? (nullable.getValues()[0]?.name ?? '') : `"${crypto.randomUUID()}"`;
}

/** A document that runs one operation, with some values. */
export function documentOf(kind: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument);
  const list = required.map((arg) => `${arg.name}: ${someValue(arg.type)}`).join(', ');
  const selection = isLeafType(getNamedType(type)) ? '' : '{ __typename }';
  return `${kind} { ${name}${list && `(${list})`} ${selection} }`;
}
