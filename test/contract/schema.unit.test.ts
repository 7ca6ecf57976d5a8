import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const ownTypes = types.filter((type) => !isSpecifiedScalarType(type));

const SECOND_FACTOR_SECRET = /secret$|otpauth|qrCode|recoveryCodes$/i;

test('in the schema, `... on ErrorResult` catches every failure of every result union', () => {
  const unions = ownTypes.filter((type) => isUnionType(type) && type.name.endsWith('Result'));
  expect(unions.length).toBeGreaterThan(0);
  const successes = unions.flatMap(successesOf).filter((name) => !name.endsWith('Payload'));
  expect([...new Set(successes)].sort()).toEqual([
    'EmailLoginRequested',
    'IdentityConfirmation',
    'PasskeyCeremony',
    'SocialLoginStart',
    'TotpEnrollment',
    'VerificationRequired',
  ]);
});

test('each mutation has one argument, input, except for one that could not have a further field without breaking clients', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const others = mutations.filter(({ args }) => args.some(({ name }) => name !== 'input'));
  expect(others.map(({ name, args }) => [name, ...args.map((arg) => arg.name)])).toEqual([
    ['deactivateUser', 'input', 'reason'],
  ]);
});

test('the schema never shows a password or its hash', () => {
  const outputs = ownTypes.filter((type): type is GraphQLObjectType => isObjectType(type) && type.name !== 'Mutation');
  const fields = outputs.flatMap((type) => Object.values(type.getFields()));
  const texts = fields.filter((field) => !isYesOrNo(field)).map(({ name }) => name);
  // How many passwords wait to be hashed.
  const harmless = ['hashingQueue'];
  expect(texts.filter((name) => /password|hash|digest/i.test(name))).toEqual(harmless);
});

test('the schema shows secrets of second factors, API keys and webhooks once, when they are made', () => {
  const payloads = ownTypes.filter((type) => isObjectType(type)).filter(({ name }) => name !== 'Mutation');
  const showing = payloads.filter((type) =>
    Object.values(type.getFields()).some((field) => SECOND_FACTOR_SECRET.test(field.name) && !isYesOrNo(field)),
  );
  expect(showing.map(({ name }) => name).sort()).toEqual([
    'ApiKeySecretPayload',
    'RecoveryCodesPayload',
    'TotpEnrollment',
    'TotpEnrollmentPayload',
    'WebhookSecretPayload',
  ]);
});

function isYesOrNo({ type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name === 'Boolean';
}

/** The members of a union that do not implement ErrorResult. */
function successesOf(union: GraphQLNamedType): string[] {
  const types = isUnionType(union) ? union.getTypes() : [];
  return types
    .filter((type) => !type.getInterfaces().some(({ name }) => name === 'ErrorResult'))
    .map(({ name }) => name);
}
