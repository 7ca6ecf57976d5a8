import { inFile } from '../mutation.ts';

const HELD = ['test/credentials/held-requests.server.test.ts'];
const SYSTEM = ['test/accounts/system/system.api.test.ts'];
const STATUS = ['test/accounts/system/server-status.api.test.ts'];
const EMAILS = ['test/accounts/system/emails.api.test.ts'];
const REFUSED = ['test/accounts/refused-administration.api.test.ts'];
const IMPORT = ['test/accounts/import-users.api.test.ts'];
const SETTINGS = ['test/config/effective-settings.unit.test.ts'];

/** What administrators see of the server itself, and the acts of the console. */
export const SYSTEM_CONSOLE = [
  ...inFile('src/config/effective-settings.ts', [
    {
      promise: 'No secret among the settings is shown.',
      find: "return presentation === 'AS_IT_IS' ? String(value) : null;",
      replace: 'return String(value);',
      tests: SETTINGS,
    },
    {
      promise: 'URLs among the settings are shown without the password in them.',
      find: "if (presentation === 'ADDRESS_ONLY') return addressOf(String(value));",
      replace: "if (presentation === 'ADDRESS_ONLY') return String(value);",
      tests: SETTINGS,
    },
    {
      promise: 'The URL of a database is shown by its parts, not by what is left without the user.',
      find: "const { host = '', port, database = '' } = readConnectionUrl(url);",
      replace:
        "return url.replace(/\\/\\/[^@/]*@/, '//');\n  const { host = '', port, database = '' } = readConnectionUrl(url);",
      tests: SETTINGS,
    },
    {
      promise: 'A setting whose presentation is that of a secret is one.',
      find: "passwordPepper: 'SECRET'",
      replace: "passwordPepper: 'AS_IT_IS'",
      tests: SETTINGS,
    },
    {
      promise: 'A setting that is set to its default is shown as set.',
      find: '  if (config.setByEnvironment.has(name)) return SettingSource.ENVIRONMENT;\n',
      replace: '',
      tests: SETTINGS,
    },
  ]),
  ...inFile('src/accounts/system/system.resolver.ts', [
    {
      promise: 'The state of the server is for administrators.',
      find: '@Authorized(Role.ADMIN)\n  @Query(() => ServerStatus,',
      replace: '@Query(() => ServerStatus,',
      tests: SYSTEM,
    },
    {
      promise: 'The settings are for administrators.',
      find: '@Authorized(Role.ADMIN)\n  @Query(() => [Setting],',
      replace: '@Query(() => [Setting],',
      tests: SYSTEM,
    },
    {
      promise: 'The list of signing keys is for administrators.',
      find: '@Authorized(Role.ADMIN)\n  @Query(() => [ShownSigningKey],',
      replace: '@Query(() => [ShownSigningKey],',
      tests: SYSTEM,
    },
    {
      promise: 'The list of encryption keys is for administrators.',
      find: '@Authorized(Role.ADMIN)\n  @Query(() => [ShownEncryptionKey],',
      replace: '@Query(() => [ShownEncryptionKey],',
      tests: SYSTEM,
    },
    {
      promise: 'A key that is a secret is not shown as published.',
      find: "isPublished: verifyWith.type === 'public',",
      replace: 'isPublished: true,',
      tests: SYSTEM,
    },
  ]),
  ...inFile('src/accounts/system/server-status.ts', [
    {
      promise: 'Sessions that have expired do not count as active.',
      find: 'sessions where ended_at is null and expires_at > ?',
      replace: 'sessions where ended_at is null and expires_at <> ?',
      tests: STATUS,
    },
  ]),
  ...inFile('src/accounts/system/emails.resolver.ts', [
    {
      promise: 'The list of emails is for administrators.',
      find: '@Authorized(Role.ADMIN)\n  @Query(() => EmailConnection,',
      replace: '@Query(() => EmailConnection,',
      tests: SYSTEM,
    },
    {
      promise: 'Test emails are sent by administrators only, and attempts by others are on record.',
      find: '@AdministratorAct(AuditEventKind.EMAIL_TEST_SENT)\n',
      replace: '',
      tests: REFUSED,
    },
    {
      promise: 'retryEmail requires a recent login.',
      find: '    this.services.stepUp.require(context.authentication);\n    return new RetryEmailPayload(',
      replace: '    return new RetryEmailPayload(',
      tests: EMAILS,
    },
    {
      promise: 'sendTestEmail requires a recent login.',
      find: '    this.services.stepUp.require(context.authentication);\n    return new SendTestEmailPayload(',
      replace: '    return new SendTestEmailPayload(',
      tests: EMAILS,
    },
  ]),
  ...inFile('src/accounts/system/outgoing-emails.ts', [
    {
      promise: 'An email that is just being sent is not sent a second time by retryEmail.',
      find: 'const failed = { id, lastProblem: { $ne: null } };',
      replace: 'const failed = { id };',
      tests: EMAILS,
    },
  ]),
  ...inFile('src/mail/mail-delivery.ts', [
    {
      promise: 'An email that is being sent does not count as failed.',
      find: '      mail.lastProblem = null;\n',
      replace: '',
      tests: EMAILS,
    },
  ]),
  ...inFile('src/server/graphql/node.ts', [
    {
      promise: 'Emails are loaded by their ids by administrators only.',
      find: 'if (viewer.role === Role.ADMIN) for (const kind of administered)',
      replace: 'for (const kind of administered)',
      tests: EMAILS,
    },
  ]),
  ...inFile('src/accounts/import/sources/source.ts', [
    {
      promise: 'A list with something else than objects keeps no other line from being imported.',
      find: ' || !list.every(isRow)',
      replace: '',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/accounts/import/imported-identity.ts', [
    {
      promise: 'An imported identity can be shown to its user.',
      find: '/^https?:/.test(issuer) && URL.canParse(issuer)',
      replace: 'issuer',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/accounts/import/import.resolver.ts', [
    {
      promise: 'Users are imported by administrators only.',
      find: '  @AdministratorAct(AuditEventKind.REGISTER)\n',
      replace: '',
      tests: IMPORT,
    },
    {
      promise: 'importUsers requires a recent login.',
      find: '    this.stepUp.require(context.authentication);\n',
      replace: '',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/accounts/import/batch-import.ts', [
    {
      promise: 'A trial of an import changes nothing.',
      find: 'dryRun ? await undoing(sqlEm, run) : await run(sqlEm)',
      replace: 'await run(sqlEm)',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/accounts/administration/last-administrator.ts', [
    {
      promise: 'Nothing is imported and no email sent for an administrator who was demoted meanwhile.',
      find: '    if (!(await lockUser(tx, { id: userId, ...ACTIVE_ADMINISTRATOR }))) throw new ForbiddenError();\n',
      replace: '',
      tests: HELD,
    },
  ]),
];
