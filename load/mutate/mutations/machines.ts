import { inFile } from '../mutation.ts';

const LIFE = ['test/credentials/api-keys.api.test.ts'];
const RACE = ['test/sessions/machine-race.server.test.ts'];
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
      replace: 'or $3::uuid = $4::uuid as revoked',
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
  ...inFile('src/credentials/api-keys/api-keys.ts', [
    {
      promise: 'An API key that is in use can be found, however many newer ones were revoked.',
      find: 'revoked_at is null and expires_at > ?',
      replace: 'expires_at > ?',
      tests: LIFE,
    },
    {
      promise: 'An API key that is in use can be found, however many newer ones have expired.',
      find: "raw('revoked_at is null and expires_at > ?', [this.clock()])",
      replace: "raw('revoked_at is null')",
      tests: LIFE,
    },
  ]),
  ...inFile('src/credentials/acting-administrator.ts', [
    {
      promise: 'What a machine does is undone if its API key is revoked before it is done.',
      find: ' and api_key.revoked_at is null',
      replace: '',
      tests: RACE,
    },
    {
      promise: 'A machine whose API key is revoked meanwhile manages no webhooks.',
      find: 'if (!userId) return requireKeyInForce(tx, actor);',
      replace: 'if (!userId) return;',
      tests: RACE,
    },
    {
      promise: 'What a machine does is undone if its service account is deactivated before it is done.',
      find: '      and account.deactivated_at is null\n    for key share',
      replace: '    for key share',
      tests: RACE,
    },
  ]),
  ...inFile('src/accounts/administration/user-creation.ts', [
    {
      promise: 'A machine whose API key is revoked meanwhile creates no user.',
      find: 'await requireKeyInForce(tx, actor);',
      replace: '',
      tests: RACE,
    },
  ]),
  ...inFile('src/accounts/administration/user-administration.ts', [
    {
      promise: 'A machine whose API key is revoked meanwhile changes no user.',
      find: 'await requireKeyInForce(tx, actor);',
      replace: '',
      tests: RACE,
    },
    {
      promise: 'A machine that must not delete an administrator erases nothing from the audit trail.',
      find: '    keepMachineFromAdministrators(actor, user.role);\n    await this.services.deletion.prepare(em, id);',
      replace: '    await this.services.deletion.prepare(em, id);',
      tests: PERMISSIONS,
    },
    {
      promise: 'A machine cannot act on administrators.',
      find: 'if (serviceAccountId && role === Role.ADMIN)',
      replace: 'if (serviceAccountId && role === Role.ADMIN && serviceAccountId === role)',
      tests: PERMISSIONS,
    },
  ]),
];
