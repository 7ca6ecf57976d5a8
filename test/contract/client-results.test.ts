import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLUnionType } from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const source = readFileSync('client/src/operations.ts', 'utf8');

describe('gatehouse-client', () => {
  test.each(['LoginResult', 'RegisterResult', 'ChangePasswordResult'])('knows each member of %s', (union) => {
    const members = (schema.getType(union) as GraphQLUnionType).getTypes().map(({ name }) => name);
    const [, declaration = ''] = new RegExp(`export type ${union} =(.*?);`, 's').exec(source) ?? [];
    const declared = declaration
      .replace('SignedIn', 'AuthPayload')
      .replace('PasswordChanged', 'ChangePasswordPayload')
      .match(/AuthPayload|ChangePasswordPayload|\w+(Error|Required)\b/g);
    expect(declared?.sort()).toEqual(members.sort());
  });
});
