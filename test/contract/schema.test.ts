import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const ownTypes = types.filter((type) => !isSpecifiedScalarType(type));

/** `User.email`, `Mutation.login(input:)`, `Role.ADMIN`: whatever of a type lacks a description. */
function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description || ['Query', 'Mutation', 'Subscription'].includes(type.name) ? [] : [type.name];
  if (isEnumType(type))
    return [
      ...missing,
      ...type
        .getValues()
        .filter((v) => !v.description)
        .map((v) => `${type.name}.${v.name}`),
    ];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return missing;
  const parts = Object.values(type.getFields()).flatMap((field) => [
    { name: `${type.name}.${field.name}`, description: field.description },
    ...('args' in field
      ? field.args.map((a: GraphQLArgument) => ({
          name: `${type.name}.${field.name}(${a.name}:)`,
          description: a.description,
        }))
      : []),
  ]);
  return [...missing, ...parts.filter(({ description }) => !description).map(({ name }) => name)];
}

describe('schema.graphql', () => {
  test('describes every type, field, argument and enum value', () => {
    expect(ownTypes.flatMap(undescribed)).toEqual([]);
  });

  test('gives every mutation that takes an argument one input object', () => {
    for (const { name, args } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      expect([name, args.map((argument) => argument.name)]).toEqual([name, args.length > 0 ? ['input'] : []]);
    }
  });

  test('lets `... on ErrorResult` catch every failure of every result union', () => {
    const unions = ownTypes.filter((type) => isUnionType(type) && type.name.endsWith('Result'));
    expect(unions.length).toBeGreaterThan(0);
    const successes = unions.flatMap(successesOf).filter((name) => !name.endsWith('Payload'));
    expect(successes).toEqual(['VerificationRequired']);
  });

  test('never shows a password or its hash', () => {
    const outputs = ownTypes.filter(
      (type): type is GraphQLObjectType => isObjectType(type) && type.name !== 'Mutation',
    );
    const fields = outputs.flatMap((type) => Object.keys(type.getFields()));
    expect(fields.filter((name) => /password|hash|digest/i.test(name))).toEqual([]);
  });
});

/** The members of a union that do not implement ErrorResult. */
function successesOf(union: GraphQLNamedType): string[] {
  const types = isUnionType(union) ? union.getTypes() : [];
  return types
    .filter((type) => !type.getInterfaces().some(({ name }) => name === 'ErrorResult'))
    .map(({ name }) => name);
}
