import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  GraphQLScalarType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { PASSWORD, type SignedIn, someEmail } from '../../support/api-client.js';
import { useGatehouse } from '../../support/gatehouse.js';

const gatehouse = useGatehouse();
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

const HALVES = ['\ud800', 'a\udfff@example.com', '\udc00\ud800'];
const WHOLE = ['\u0000', 'a\u0000@example.com', '\ufffe', '\uffff', '\u{10ffff}', '\ufeff', '😀', 'é'.repeat(30_000)];

/** A text of an operation: the operation, and where in its arguments the text stands. */
interface TextField {
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
  readonly path: string[];
}

function fieldsOf(kind: TextField['kind'], type: GraphQLObjectType | null | undefined): TextField[] {
  return Object.values(type?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((arg) => textPaths(arg.type, [arg.name]).map((path) => ({ kind, field, path }))),
  );
}

function textPaths(type: GraphQLInputType, path: string[]): string[][] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => textPaths(field.type, [...path, field.name]));
  }
  return named instanceof GraphQLScalarType && ['String', 'ID'].includes(named.name) ? [path] : [];
}

/** What else has to be given, and the text in its place. */
function valueFor(type: GraphQLInputType, name: string, path: string[], text: string): unknown {
  if (path.length === 0) return text;
  const named = getNamedType(type);
  if (!isInputObjectType(named)) throw new Error(`no text in ${name}`);
  const entries = Object.values(named.getFields()).flatMap((field) => {
    if (field.name === path[0]) return [[field.name, valueFor(field.type, field.name, path.slice(1), text)] as const];
    return isNonNullType(field.type) ? [[field.name, usual(field.type, field.name)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function usual(type: GraphQLInputType, name: string): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (/email/i.test(name)) return someEmail();
  return /password/i.test(name) ? PASSWORD : crypto.randomUUID();
}

function operationWith({ kind, field, path: [name = '', ...path] }: TextField, text: string) {
  const args = field.args.filter((arg) => arg.name === name || isNonNullType(arg.type));
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const type = getNamedType(field.type);
  const selection = isObjectType(type) || isAbstractType(type) ? '{ __typename }' : '';
  const values = args.map((arg) => [
    arg.name,
    arg.name === name ? valueFor(arg.type, name, path, text) : usual(arg.type, arg.name),
  ]);
  const query = `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`;
  return { query, variables: Object.fromEntries(values) as Record<string, unknown> };
}

const TEXT_FIELDS = [
  ...fieldsOf('query', schema.getQueryType()),
  ...fieldsOf('mutation', schema.getMutationType()),
].map((each) => [`${each.field.name}(${each.path.join('.')})`, each] as const);

let administrator: SignedIn;
beforeAll(async () => {
  administrator = await gatehouse.newAdministrator();
});

async function codesOf(textField: TextField, text: string): Promise<unknown[]> {
  const { query, variables } = operationWith(textField, text);
  const { errors, status } = await gatehouse.api.send(query, variables, { token: administrator.accessToken });
  expect(status).toBeLessThan(500);
  return (errors ?? []).map(({ extensions }) => extensions?.code);
}

test('these tests try arguments, and fields of inputs', () => {
  const names = TEXT_FIELDS.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(['login(input.password)', 'node(id)', 'users(filter.text)', 'users(after)']),
  );
});

describe.each(TEXT_FIELDS)('%s', (_, textField) => {
  test.each(HALVES)('a text argument rejects half a surrogate pair: %j', async (half) => {
    expect(await codesOf(textField, half)).toEqual(['BAD_USER_INPUT']);
  });

  test('a text argument never makes the server fail, whatever characters it contains', async () => {
    for (const text of WHOLE) expect(await codesOf(textField, text)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(gatehouse.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });
});
