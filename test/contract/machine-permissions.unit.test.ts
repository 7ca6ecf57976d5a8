import { readFileSync } from 'node:fs';
import { buildSchema, isObjectType } from 'graphql';
import { MACHINE_PERMISSIONS, Permission } from '../../src/sessions/permissions.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const page = readFileSync('docs/machines.md', 'utf8');
const [, table = ''] = /<!-- permissions:.*?-->(.*?)<!-- \/permissions -->/s.exec(page) ?? [];

/** Each operation or field in the table, and the permission of its row. */
const documented = table.split('\n').flatMap((row) => {
  const [, permission = '', fields = ''] = row.split('|').map((cell) => cell.trim());
  const name = permission.replaceAll('`', '');
  return [...fields.matchAll(/`([\w.]+)`/g)].map(([, field = '']) => [field, name === 'none' ? null : name]);
});

test('docs/machines.md lists what a machine may use, with the permission that it needs, and nothing else', () => {
  const actual = Object.entries(MACHINE_PERMISSIONS).map(([coordinate, permission]) => [
    coordinate.replace(/^(Query|Mutation|Subscription)\./, ''),
    permission,
  ]);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(actual));
});

test('docs/machines.md has a row for each permission', () => {
  const rows = Object.values(Permission).filter((permission) => table.includes(`| \`${permission}\` |`));
  expect(rows).toEqual(Object.values(Permission));
});

test('all that a machine may use exists', () => {
  const missing = Object.keys(MACHINE_PERMISSIONS).filter((coordinate) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    return !isObjectType(type) || !(fieldName in type.getFields());
  });
  expect(missing).toEqual([]);
});
