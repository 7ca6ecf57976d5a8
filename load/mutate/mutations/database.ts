import { inFile } from '../mutation.ts';

const PREPARED_STATEMENTS = ['test/db/prepared-statements.test.ts'];

/** Connections to the database. */
export const DATABASE = [
  ...inFile('src/db/postgres-client.ts', [
    {
      promise: 'A date style set for the database does not affect the server.',
      find: '...super.getStartupConf(), ...STARTUP_PARAMETERS',
      replace: '...super.getStartupConf()',
      tests: PREPARED_STATEMENTS,
    },
  ]),
  ...inFile('src/db/prepared-query.ts', [
    {
      promise: 'A request succeeds although a connection pooler has dropped its prepared statement.',
      find: "'26000', ",
      replace: '',
      tests: PREPARED_STATEMENTS,
    },
  ]),
  ...inFile('src/db/connection-tls.ts', [
    {
      promise: 'The certificate of the database is compared with the host of the connection URL.',
      find: 'return { ...options, host };',
      replace: 'return options;',
      tests: ['test/unit/connection-url.test.ts'],
    },
  ]),
];
