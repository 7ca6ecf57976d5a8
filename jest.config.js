import { DECIDED_WITHOUT_DATABASE } from './test/support/embedded-database.js';

const shared = {
  runtime: '<rootDir>/test/support/native-runtime.ts',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/support/check-for-leaks.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
      },
    ],
  },
};

/** The same statements about the API on each of the two databases, but for those that need no database. */
const onDatabase = (database, left = []) => ({
  ...shared,
  displayName: database,
  globals: { database },
  testMatch: ['<rootDir>/test/**/*.api.test.ts'],
  testPathIgnorePatterns: left.map((name) => `/${name}\\.api\\.test\\.ts$`),
});

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/{test,verifier/test}/**/*.unit.test.ts'] },
    onDatabase('postgresql'),
    onDatabase('pglite', Object.keys(DECIDED_WITHOUT_DATABASE)),
    {
      ...shared,
      displayName: 'server',
      testMatch: ['<rootDir>/test/**/*.server.test.ts'],
      globals: { database: 'postgresql' },
    },
    {
      ...shared,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/**/*.browser.test.ts'],
      globals: { database: 'postgresql' },
    },
    {
      ...shared,
      displayName: 'client',
      testMatch: ['<rootDir>/{client/test,verifier/test,examples}/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.unit\\.test\\.ts$'],
      globals: { database: 'postgresql' },
    },
  ],
  // The first one prints before the summary, with which the output ends.
  reporters: ['<rootDir>/test/support/asvs-reporter.ts', 'default'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  // Ample: it ends what hangs, and is no measure of anything.
  testTimeout: 90_000,
  // Two more than the cores it is planned for: tests of processes and pages wait more than they work.
  maxWorkers: 4,
  // Files share modules, and what they leave behind piles up in the workers.
  workerIdleMemoryLimit: '1GB',
};
