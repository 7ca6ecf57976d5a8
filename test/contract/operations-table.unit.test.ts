import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField, getNamedType, isUnionType } from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const page = readFileSync('docs/api.md', 'utf8');

/** Each operation in the tables of docs/api.md, with its failures. */
const documented = page.split('\n').flatMap((row) => {
  const operations = [...(row.split('|')[1] ?? '').matchAll(/`(\w+)[(`]/g)];
  return operations.map(([, name]) => [name, (row.match(/\w+Error\b/g) ?? []).sort()]);
});

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const operations = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));

function failuresOf({ type }: GraphQLField<unknown, unknown>): string[] {
  const result = getNamedType(type);
  const members = isUnionType(result) ? result.getTypes() : [];
  const failures = members.filter((member) => member.getInterfaces().some(({ name }) => name === 'ErrorResult'));
  return failures.map(({ name }) => name).sort();
}

test('docs/api.md lists all operations with their expected failures, and no others', () => {
  const actual = operations.map((field) => [field.name, failuresOf(field)]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(actual));
});
