import { readFileSync } from 'node:fs';
import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { OPERATION_GROUPS } from '../../explorer/operations.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const operations = OPERATION_GROUPS.flatMap((group) => group.operations);

test.each(operations)('the explorer’s operation $name is valid', ({ query }) => {
  expect(validate(schema, parse(query))).toEqual([]);
});

test('the explorer’s operations cover everything that the API can do', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const offered = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}));
  expect(offered.filter((field) => !operations.some(({ query }) => fieldsOf(query).includes(field)))).toEqual([]);
});

test('each of the explorer’s operations has a name of its own', () => {
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
});

function fieldsOf(query: string): string[] {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const fields = operation.selectionSet.selections.filter((each): each is FieldNode => each.kind === Kind.FIELD);
  return fields.map(({ name }) => name.value);
}
