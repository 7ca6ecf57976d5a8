import { inFile } from '../mutation.ts';

const ROLE_SETTINGS = ['test/db/role-settings.test.ts'];

/** Databases and connections that the server can rely on. */
export const DATABASE = [
  ...inFile('src/database/database.ts', [
    {
      promise: 'A database whose encoding is not UTF-8 is refused at startup.',
      find: "if (state?.encoding !== 'UTF8') return WRONG_ENCODING;",
      replace: '',
      tests: ['test/db/encoding.test.ts'],
    },
    {
      promise: 'The server is not ready while its database is read-only.',
      find: 'if (state?.isReadOnly) return READ_ONLY;',
      replace: '',
      tests: ROLE_SETTINGS,
    },
  ]),
  ...inFile('src/database/session-settings.ts', [
    {
      promise: 'Settings of the database role do not affect the statements of the server.',
      find: 'where s.setting <> w.value and',
      replace: 'where false and',
      tests: ROLE_SETTINGS,
    },
  ]),
  ...inFile('src/database/prepared-query.ts', [
    {
      promise: 'A request succeeds although a connection pooler has dropped its prepared statement.',
      find: "'26000', ",
      replace: '',
      tests: ['test/db/prepared-statements.test.ts'],
    },
  ]),
  ...inFile('src/config/connection-tls.ts', [
    {
      promise: 'The certificate of the database is compared with the host of the connection URL.',
      find: 'return { ...options, host };',
      replace: 'return options;',
      tests: ['test/unit/connection-url.test.ts'],
    },
  ]),
];
