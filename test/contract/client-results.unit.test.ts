import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLUnionType } from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const source = ['operations', 'account-results'].map((name) => readFileSync(`client/src/${name}.ts`, 'utf8')).join('');

/** The client's own names for some types: `SignedIn` is `AuthPayload`. */
const TYPE_NAMES = new Map(
  [...source.matchAll(/export interface (\w+) \{\n {2}readonly __typename: '(\w+)'/g)].map(([, own, type]) => [
    own,
    type,
  ]),
);

const UNIONS = [...source.matchAll(/export type (\w+Result) =\s+\|/g)].map(([, union = '']) => union);

test.each(UNIONS)('gatehouse-client knows each member of %s', (union) => {
  const members = (schema.getType(union) as GraphQLUnionType).getTypes().map(({ name }) => name);
  const [, declaration = ''] = new RegExp(`export type ${union} =(.*?);`, 's').exec(source) ?? [];
  const declared = declaration
    .split('|')
    .slice(1)
    .map((member) => /\w+Error/.exec(member)?.[0] ?? member.trim())
    .map((name) => TYPE_NAMES.get(name) ?? name);
  expect(declared.sort()).toEqual(members.sort());
});
