import { inFile } from '../mutation.ts';

const LIFE = ['test/credentials/api-keys.api.test.ts'];
const PERMISSIONS = ['test/sessions/machine-permissions.api.test.ts'];

/** What API keys and machines are refused. */
export const MACHINES = [
  ...inFile('src/sessions/permissions.ts', [
    {
      promise: 'A machine needs the permission of an operation.',
      find: 'needed === NONE || permissions.includes(needed)',
      replace: 'needed === NONE || permissions.length > 0',
      tests: PERMISSIONS,
    },
    {
      promise: 'What is not listed refuses machines.',
      find: 'if (needed === undefined) throw new ForbiddenError(NEEDS_A_PERSON);',
      replace: 'if (needed === undefined) return;',
      tests: PERMISSIONS,
    },
  ]),
  ...inFile('src/sessions/machine-authentication.ts', [
    {
      promise: 'A token of a revoked API key is refused.',
      find: "if (row.revoked) return 'TOKEN_BLACKLISTED';",
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A token from before a service account was deactivated is refused after its reactivation, too.',
      find: 'or exists (select 1 from blacklisted_tokens b where b.id in ($1, $3, $4)) as revoked',
      replace: 'as revoked',
      tests: LIFE,
    },
    {
      promise: 'A token of a deactivated service account is refused.',
      find: "if (row.deactivated) return 'ACCOUNT_DEACTIVATED';",
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'What authenticates a request itself refuses machines, too.',
      find: 'if (presentsMachine(context.presented))',
      replace: 'if (false)',
      tests: PERMISSIONS,
    },
  ]),
  ...inFile('src/credentials/api-keys/api-key-exchange.ts', [
    {
      promise: 'A revoked API key is refused.',
      find: ' and api_keys.revoked_at is null',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'An API key of a deactivated service account is refused.',
      find: ' and account.deactivated_at is null',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'An expired API key is refused.',
      find: 'and api_keys.expires_at > ${now} and',
      replace: 'and',
      tests: LIFE,
    },
    {
      promise: 'A token lasts no longer than the API key that it was exchanged for.',
      find: 'Math.min(addSeconds(issuedAt, TOKEN_SECONDS).getTime(), keyExpiresAt)',
      replace: 'addSeconds(issuedAt, TOKEN_SECONDS).getTime() + 0 * keyExpiresAt',
      tests: LIFE,
    },
    {
      promise: 'API keys are counted before the database is asked for them.',
      find: 'const attempt = await buckets.consume(failures, networkOf(device.ipAddress));',
      replace: 'const attempt = { limit: failures, whom: networkOf(device.ipAddress), opensAt: String(0) };',
      tests: ['test/credentials/api-key-limits.server.test.ts'],
    },
  ]),
  ...inFile('src/credentials/api-keys/api-key-text.ts', [
    {
      promise: 'A mistyped API key is refused by its checksum, without a query.',
      find: 'if (text !== body + checksumOf(body)) return undefined;',
      replace: '',
      tests: ['test/credentials/api-key-text.unit.test.ts', 'test/credentials/api-key-limits.server.test.ts'],
    },
  ]),
  ...inFile('src/credentials/api-keys/api-keys.resolver.ts', [
    {
      promise: 'An API key is created only after a fresh login.',
      find: `this.services.stepUp.require(context.authentication);
    return new ApiKeySecretPayload(`,
      replace: 'return new ApiKeySecretPayload(',
      tests: LIFE,
    },
  ]),
  ...inFile('src/accounts/administration/user-administration.ts', [
    {
      promise: 'A machine cannot act on administrators.',
      find: 'if (serviceAccountId && role === Role.ADMIN)',
      replace: 'if (serviceAccountId && role === Role.ADMIN && serviceAccountId === role)',
      tests: PERMISSIONS,
    },
  ]),
];
