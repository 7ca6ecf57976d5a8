import graphql from '@graphql-eslint/eslint-plugin';

const recommended = graphql.configs['flat/schema-recommended'].rules;
const relay = graphql.configs['flat/schema-relay'].rules;
const [, names] = recommended['@graphql-eslint/naming-convention'];

/** For the GraphQL schema only; Biome checks the rest. Rules: https://the-guild.dev/graphql/eslint/rules */
export default [
  {
    files: ['schema.graphql'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema.graphql' } } },
    rules: {
      ...recommended,
      ...relay,
      '@graphql-eslint/naming-convention': [
        'error',
        {
          ...names,
          UnionTypeDefinition: { requiredSuffixes: ['Result'] },
          InputObjectTypeDefinition: { requiredSuffixes: ['Input', 'Filter', 'Order'] },
        },
      ],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          // type-graphql cannot describe them.
          ignoredSelectors: ['ObjectTypeDefinition[name.value=/^(Query|Mutation|Subscription)$/]'],
        },
      ],
      // What a client can keep and ask for again is a Node; the rest is part of one answer.
      '@graphql-eslint/strict-id-in-types': [
        'error',
        {
          exceptions: {
            suffixes: ['Payload', 'Error', 'Connection', 'Edge'],
            types: [
              ...['PageInfo', 'VerificationRequired', 'TokenIntrospection', 'SessionEndedEvent', 'EmailLoginRequested'],
              ...['IdentityConfirmation', 'TotpEnrollment', 'PasskeyCeremony', 'DailyStatistics', 'ServerInfo'],
              ...['ServerStatus', 'DatabaseStatus', 'AppliedMigration', 'HashingQueue', 'Setting', 'RejectedLine'],
              ...['SocialLoginStart', 'RevocationsEvent', 'WebhookAttempt', 'Place'],
            ],
          },
        },
      ],
      // InvalidInputError.fieldErrors lists plain values.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      // It takes User.username for a repetition.
      '@graphql-eslint/no-typename-prefix': 'off',
    },
  },
];
