import { inFile } from '../mutation.ts';

const ECHOES = ['test/server/echoed-values.server.test.ts'];
const BAD_REQUESTS = ['test/server/bad-requests.server.test.ts'];
const COST = ['test/server/graphql/operation-cost.api.test.ts'];
const USER_LIST = ['test/accounts/user-list.api.test.ts'];

/** What errors and logs keep back, what a request may ask for, and lists. */
export const GRAPHQL = [
  ...inFile('src/server/graphql/format-error.ts', [
    {
      promise: 'No error repeats the value of an argument.',
      find: "[/ cannot represent .*$/s, ' cannot represent this value.'],",
      replace: '',
      tests: ECHOES,
    },
    {
      promise: 'No error repeats the value of a variable.',
      find: 'if (!variable || !error.originalError) return scrub(error.message);',
      replace: 'if (!variable || error.originalError) return scrub(error.message);',
      tests: ECHOES,
    },
    {
      promise: 'No syntax error repeats what was sent.',
      find: "[/^(Syntax Error: (?:Invalid|Cannot parse)[\\w ]*).*$/s, '$1.'],",
      replace: '',
      tests: ECHOES,
    },
  ]),
  ...inFile('src/server/graphql/format-error.ts', [
    {
      promise: 'No detail of an unexpected error leaves the server.',
      find: 'return unexpected(formatted, cause, log);',
      replace: 'return formatted;',
      tests: ['test/database/frozen-connections.server.test.ts'],
    },
  ]),
  ...inFile('src/logger.ts', [
    {
      promise: 'The log contains no database statements.',
      find: '...(!isFromDatabase(error) && { message: error.message }),',
      replace: 'message: error.message,',
      tests: ['test/process/describe-for-log.unit.test.ts'],
    },
  ]),
  ...inFile('src/server/telemetry/request-log.ts', [
    {
      promise: 'Secrets are redacted from the log.',
      find: "...['', 'input.', 'headers.'].flatMap(",
      replace: "...['input.', 'headers.'].flatMap(",
      tests: ['test/server/telemetry/request-log.server.test.ts'],
    },
  ]),
  ...inFile('src/server/graphql/apollo.ts', [
    {
      promise: 'A document that is too deep is refused.',
      find: 'maxDepth: { n: config.graphqlMaxDepth },',
      replace: 'maxDepth: { enabled: false },',
      tests: BAD_REQUESTS,
    },
    {
      promise: 'A document that costs too much is refused.',
      find: 'if (cost <= graphqlMaxCost) return undefined;',
      replace: 'if (cost > 0) return undefined;',
      tests: COST,
    },
    {
      promise: 'A document with too many aliases is refused.',
      find: 'maxAliases: { n: config.graphqlMaxAliases },',
      replace: 'maxAliases: { enabled: false },',
      tests: BAD_REQUESTS,
    },
    {
      promise: 'A document cannot ask for the description of the schema many times under different names.',
      find: ', selfDescriptionOnce]',
      replace: ']',
      tests: COST,
    },
  ]),
  ...inFile('src/server/graphql/operation-cost.ts', [
    {
      promise: 'A page size in a variable counts toward the cost of an operation.',
      find: 'getArgumentValues(field, node, this.counted.variables)',
      replace: 'getArgumentValues(field, node)',
      tests: COST,
    },
    {
      promise: 'Each object that is looked up counts toward the cost of an operation.',
      find: 'Math.max(1, ...lengths)',
      replace: '1',
      tests: COST,
    },
  ]),
  ...inFile('src/server/graphql/apollo.ts', [
    {
      promise: 'A document with too many tokens is refused before it is parsed.',
      find: 'parseOptions: { maxTokens: config.graphqlMaxTokens },',
      replace: '',
      tests: BAD_REQUESTS,
    },
    {
      promise: 'With introspection disabled, errors do not suggest names from the schema.',
      find: 'hideSchemaDetailsFromClientErrors: !config.introspectionEnabled,',
      replace: 'hideSchemaDetailsFromClientErrors: false,',
      tests: ['test/server/subscriptions/live-connections.server.test.ts'],
    },
  ]),
  ...inFile('src/accounts/administration/user-list.ts', [
    {
      promise: 'A text filter matches wildcard characters literally.',
      find: String.raw`.replace(/[\\%_]/g, '\\$&')`,
      replace: '',
      tests: USER_LIST,
    },
  ]),
  ...inFile('src/api/connections.ts', [
    {
      promise: 'A page has at most a hundred entries.',
      find: 'size >= 1 && size <= MAX_PAGE_SIZE',
      replace: 'size >= 1',
      tests: ['test/sessions/sessions.api.test.ts'],
    },
  ]),
  ...inFile('src/api/connections.ts', [
    {
      promise: 'A forged cursor is refused as a client error.',
      find: 'return values.length === types.length && values.every(fits);',
      replace: 'return true;',
      tests: USER_LIST,
    },
  ]),
  ...inFile('src/api/connections.ts', [
    {
      promise: 'A page reports a previous page only where there is one.',
      find: "existsUpTo(list, 'before', args.after)",
      replace: '!!args.after',
      tests: ['test/server/graphql/list-pages.api.test.ts'],
    },
  ]),
  ...inFile('src/server/graphql/federation.ts', [
    {
      promise: 'A gateway can look up only users.',
      find: 'if (!args.representations.every(isUserReference)) {',
      replace: 'if (false) {',
      tests: ['test/server/graphql/federation.server.test.ts'],
    },
    {
      promise: 'A gateway can look up only a limited number of users at once.',
      find: 'const MAX_REFERENCES = 100;',
      replace: 'const MAX_REFERENCES = 100_000;',
      tests: ['test/server/graphql/federation.server.test.ts'],
    },
  ]),
];
