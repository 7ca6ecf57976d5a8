import { inFile } from '../mutation.ts';

/** Connections to the database. */
export const DATABASE = [
  ...inFile('src/database/prepared-query.ts', [
    {
      promise: 'A request succeeds although a connection pooler has dropped its prepared statement.',
      find: "'26000', ",
      replace: '',
      tests: ['test/database/prepared-statements.server.test.ts'],
    },
  ]),
  ...inFile('src/database/scarce-connections.ts', [
    {
      promise: 'Requests wait where PostgreSQL grants fewer connections than the pool may open.',
      find: '!== TOO_MANY_CONNECTIONS || performance.now() >= givesUpAt',
      replace: '!== TOO_MANY_CONNECTIONS || true',
      tests: ['test/database/scarce-connections.server.test.ts'],
    },
    {
      promise: 'Requests do not wait forever for a connection.',
      find: ' || performance.now() >= givesUpAt',
      replace: '',
      tests: ['test/database/scarce-connections.server.test.ts'],
    },
  ]),
  ...inFile('src/database/replication.ts', [
    {
      promise: 'The log says when a failover can undo what was acknowledged.',
      find: "coalesce(state, 'streaming') in ('streaming', 'catchup')",
      replace: "coalesce(state, 'streaming') in ('backup')",
      tests: ['test/database/replication.server.test.ts'],
    },
    {
      promise: 'The log does not warn of a failover to a synchronous standby.',
      find: "current_setting('synchronous_standby_names') = '' and ",
      replace: '',
      tests: ['test/database/replication.server.test.ts'],
    },
  ]),
  ...inFile('src/config/connection-tls.ts', [
    {
      promise: 'The certificate of the database is compared with the host of the connection URL.',
      find: 'return { ...options, host };',
      replace: 'return options;',
      tests: ['test/config/connection-url.unit.test.ts'],
    },
  ]),
];
