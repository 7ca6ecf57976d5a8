import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { readKeyFiles } from './key-files.js';
import {
  commaSeparated,
  connectionUrl,
  darkColor,
  host,
  httpsUrl,
  line,
  logoFile,
  mailbox,
  optionalWholeNumber,
  passkeyOrigin,
  perHour,
  port,
  proxyAddresses,
  rpId,
  seconds,
  secret,
  share,
  smtpUrl,
  webOrigin,
  webUrl,
  wholeNumber,
} from './setting-kinds.js';

const CHARACTER_CLASSES = ['upper', 'lower', 'digit', 'symbol'] as const;
export type CharacterClass = (typeof CHARACTER_CLASSES)[number];

/**
 * Every setting, in the order of `.env.example`. The environment variable of `accessTokenTtlSeconds` is
 * `ACCESS_TOKEN_TTL_SECONDS`. `npm run generate` writes descriptions and defaults into `.env.example` and docs/settings.md.
 */
export const settings = {
  nodeEnv: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` generates no secret and disables the explorer and introspection by default.'),
  host: host()
    .default('127.0.0.1')
    .describe('Address to listen on: `127.0.0.1` for this machine only, `0.0.0.0` for every IPv4 interface.'),
  port: port().default(4000).describe('TCP port to listen on; 0 picks any free port.'),
  databaseUrl: connectionUrl()
    .optional()
    .describe(
      'PostgreSQL 14 or newer, `postgresql://user:password@host:5432/database?sslmode=verify-full` ([parameters](docs/postgresql.md)). Without it: embedded PGlite.',
    ),
  databasePoolSize: wholeNumber(10, 2, 1000).describe('Maximum number of PostgreSQL connections per instance.'),
  databaseTimeoutSeconds: wholeNumber(10, 1, 3600).describe(
    'How long, in seconds, a request waits for PostgreSQL to respond to a statement before its connection is dropped.',
  ),
  databaseListenUrl: connectionUrl()
    .optional()
    .describe('The same database, bypassing PgBouncer, for the connection that LISTENs. Defaults to `DATABASE_URL`.'),
  databasePreparedStatements: z
    .stringbool()
    .default(true)
    .describe(
      '`false` turns prepared statements off, for a pooler in transaction mode that does not support them. The server also detects this by itself.',
    ),
  dataDir: line().default('.data').describe('Folder of the embedded database and of the development secret.'),
  jwtSecret: secret()
    .optional()
    .describe(
      'Secret that signs access tokens (HS256), at least 32 bytes. Either this or `JWT_KEY_FILES` is required in production; generated in development.',
    ),
  jwtKeyFiles: commaSeparated(z.string())
    .transform((files, context) => readKeyFiles(files, (message) => context.addIssue(message)))
    .describe(
      'Instead of `JWT_SECRET`: comma-separated files with one key each (RSA or EC P-256 in PEM, or a secret). The first key signs, all of them verify.',
    ),
  jwtIssuer: line()
    .default('gatehouse')
    .describe('The `iss` of access tokens, preferably the public URL of this server.'),
  jwtAudience: line()
    .default('gatehouse')
    .describe('The `aud` of access tokens: the services that are meant to accept them.'),
  tokenIntrospectionSecret: secret()
    .optional()
    .describe('If set, `introspectToken` requires this secret as `input.secret`. At least 32 bytes.'),
  secretsKeys: commaSeparated(secret()).describe(
    'Encrypts the secrets of authenticator apps and webhooks: keys of at least 32 bytes, separated by commas. The first encrypts, all decrypt. Generated in development; in production, neither is offered without it.',
  ),
  secondFactorRequiredFor: z
    .enum(['none', 'administrators', 'everyone'])
    .default('none')
    .describe(
      'Who must have a second factor. Until they have added one, they can do nothing else once they are signed in.',
    ),
  passkeyRpId: rpId()
    .optional()
    .describe(
      'Domain that passkeys are for, such as `example.com`: that of your front end, or one above it. Defaults to the host of `APP_URL`. Changing it makes all passkeys useless.',
    ),
  passkeyOrigins: commaSeparated(passkeyOrigin()).describe(
    'Comma-separated origins of pages, and `android:apk-key-hash:...` of apps, that may use passkeys. Defaults to the origin of `APP_URL`; in development, without `APP_URL`, `http://localhost:5173` may use them too.',
  ),
  identityProvidersFile: line()
    .optional()
    .describe('JSON file of the providers whose accounts can sign in here ([format](docs/social-login.md)).'),
  accessTokenTtlSeconds: seconds(900).describe('Lifetime of an access token, in seconds (15 minutes).'),
  refreshTokenTtlSeconds: seconds(2_592_000).describe('Lifetime of a refresh token, in seconds (30 days).'),
  sessionMaxAgeSeconds: seconds(31_536_000).describe('Maximum age of a session, in seconds, even if used (1 year).'),
  sessionsPerAccount: wholeNumber(100, 1, 100_000).describe(
    'Maximum number of sessions per account. A further login ends the least recently used one.',
  ),
  refreshTokenReuseWindowSeconds: wholeNumber(10, 0, 300).describe(
    'How long, in seconds, a used refresh token still returns the same successor (for lost responses and second tabs).',
  ),
  bcryptCost: wholeNumber(12, 4, 15).describe('Cost of bcrypt as a power of two; at least 10 in production.'),
  passwordPepper: z
    .string()
    .min(16)
    .optional()
    .describe('Key mixed into every password hash, at least 16 characters. Changing it invalidates all passwords.'),
  breachedPasswords: z
    .enum(['off', 'range', 'file'])
    .default('off')
    .describe(
      'Refuses new passwords that were stolen elsewhere: `range` asks the service of `BREACHED_PASSWORDS_URL`, `file` looks into `BREACHED_PASSWORDS_FILE`. See [passwords](docs/passwords.md).',
    ),
  breachedPasswordsUrl: webUrl({ query: false })
    .optional()
    .describe(
      'Range API, which gets the first 5 hexadecimal digits of a SHA-1 hash. Defaults to that of Have I Been Pwned, `https://api.pwnedpasswords.com/range/`.',
    ),
  breachedPasswordsFile: line()
    .optional()
    .describe('The SHA-1 list of Have I Been Pwned in one sorted file, `HASH:COUNT` on each line.'),
  breachedPasswordsFail: z
    .enum(['open', 'closed'])
    .default('open')
    .describe(
      'While the list cannot be read: `open` accepts new passwords, `closed` returns `ServerBusyError`. Logins are never affected.',
    ),
  passwordPolicy: z
    .enum(['default', 'nist'])
    .default('default')
    .describe('`nist`: passwords are as long as [NIST SP 800-63B-4](docs/passwords.md#nist-sp-800-63b-4) wants them.'),
  passwordMinLength: optionalWholeNumber(8, 64).describe(
    'Minimum length of a new password, in characters. Defaults to 8; with `PASSWORD_POLICY=nist` to 15, unless `SECOND_FACTOR_REQUIRED_FOR=everyone`.',
  ),
  passwordRequiredCharacters: commaSeparated(z.enum(CHARACTER_CLASSES)).describe(
    'Kinds of characters a new password must contain: any of `upper,lower,digit,symbol`. None by default.',
  ),
  passwordForbiddenWords: commaSeparated(z.string().min(3)).describe(
    'Comma-separated words that new passwords must not contain, such as the names of your company and products.',
  ),
  passwordHashThreads: wholeNumber(availableParallelism() + 1, 1, 256).describe(
    'Number of threads that hash passwords. Defaults to one more than the number of processor cores.',
  ),
  passwordHashQueueLimit: wholeNumber(64, 1, 10_000).describe(
    'How many passwords may wait for a hashing thread; beyond that, operations return `ServerBusyError`.',
  ),
  requireVerifiedEmail: z
    .stringbool()
    .default(false)
    .describe('`true`: an account can be used only once its email address is verified.'),
  unverifiedAccountDays: wholeNumber(30, 0, 36_500).describe(
    'After how many days an account is deleted if its address was never verified; 0 means never. Accounts created by an import or an administrator are kept, and so are all accounts with `MAIL_DISABLED`.',
  ),
  emailLogin: z
    .enum(['off', 'code', 'link', 'both'])
    .default('off')
    .describe(
      'Whether users can sign in by an email, and what that contains: a `code` to enter, a `link`, or `both` ([sign-in by email](docs/email-login.md)).',
    ),
  reauthenticationMaxAgeSeconds: seconds(600).describe(
    'How recent the login must be for sensitive operations, in seconds (10 minutes).',
  ),
  passwordResetTtlSeconds: seconds(3600).describe('Lifetime of a token to reset a password, in seconds (1 hour).'),
  emailVerificationTtlSeconds: seconds(86_400).describe(
    'Lifetime of a token to verify an address, in seconds (1 day).',
  ),
  invitationTtlSeconds: seconds(604_800).describe(
    'Lifetime of the link with which someone invited sets a password, in seconds (7 days).',
  ),
  smtpUrl: smtpUrl()
    .optional()
    .describe('Mail server, `smtps://user:password@host:465`. If not set, development uses `/dev/mail` instead.'),
  smtpAllowPlaintext: z
    .stringbool()
    .default(false)
    .describe(
      '`true` allows unencrypted email to an `smtp://` server on another machine in production. By default, that server must support STARTTLS.',
    ),
  mailFrom: mailbox()
    .optional()
    .describe('Sender of emails, `Example <no-reply@example.com>`. Required in production.'),
  mailDisabled: z
    .stringbool()
    .default(false)
    .describe('`true`: no emails are sent, and operations that need them return `MailUnavailableError`.'),
  appUrl: webUrl({ query: false })
    .optional()
    .describe(
      'URL of your front end, unless you use the account pages. Emails link to its pages `/verify-email`, `/reset-password`, `/undo-email-change` and `/email-login`, with `?token=`. Defaults to `/account` at the origin of `JWT_ISSUER` or, in development, at `http://localhost:` and `PORT`.',
    ),
  accountPages: z
    .stringbool()
    .default(true)
    .describe(
      'Whether `/account` has pages to sign up, sign in and manage an account ([account pages](docs/account-pages.md)).',
    ),
  adminConsole: z
    .stringbool()
    .optional()
    .describe(
      'Whether `/admin` has pages for administrators ([admin console](docs/admin-console.md)). Needs `ACCOUNT_PAGES`, where they sign in; `true` except in production.',
    ),
  brandName: line()
    .refine((name) => [...name].length <= 60, 'must have at most 60 characters')
    .optional()
    .describe(
      'Name of your service, for emails and authenticator apps. Defaults to the name in `MAIL_FROM`, then to the host of `APP_URL`.',
    ),
  brandLogoUrl: httpsUrl()
    .optional()
    .describe('Logo of your service, an `https://` URL of a PNG, JPEG or GIF image, displayed 40 pixels high.'),
  brandLogoFile: logoFile()
    .optional()
    .describe(
      'Instead of `BRAND_LOGO_URL`: a file with an SVG, PNG, WebP or JPEG image of at most 256 KiB, which this server serves. Emails show PNG and JPEG images only.',
    ),
  brandColor: darkColor()
    .default('#1d4ed8')
    .describe(
      'Color of buttons, `#` and six hexadecimal digits, dark enough for white text on it (a contrast of 4.5 to 1).',
    ),
  brandPrivacyUrl: webUrl({ fragment: true }).optional().describe('Your privacy policy, which emails link to.'),
  brandTermsUrl: webUrl({ fragment: true }).optional().describe('Your terms of service, which emails link to.'),
  mailTemplatesDir: line()
    .optional()
    .describe('Folder of emails that replace those of the server ([format](docs/emails.md)).'),
  adminEmail: line()
    .optional()
    .describe(
      'While there is no administrator: the email address whose owner becomes one by verifying it, signed in or with the password.',
    ),
  rateLimitsDisabled: z
    .stringbool()
    .default(false)
    .describe('`true`: attempts are not counted, so passwords can be guessed. For load tests only.'),
  loginFailuresPerAccountPerHour: perHour(10).describe(
    'Wrong passwords per hour for an account: from each address that it was signed in from before, and from all others together.',
  ),
  loginFailuresPerAddressPerHour: perHour(100).describe(
    'Wrong passwords per hour from a client address, for accounts that were not signed in from there before.',
  ),
  loginFirstDelaySeconds: seconds(2).describe(
    'How long, in seconds, logins are refused once a limit is exceeded; doubled with each further wrong password.',
  ),
  loginLongestDelaySeconds: seconds(900).describe('Maximum of that delay, in seconds (15 minutes).'),
  registrationsPerAddressPerHour: perHour(60).describe('Registrations per hour from a client address.'),
  refreshesPerAddressPerHour: perHour(10_000).describe(
    'Failed refreshes per hour from a client address. Valid refresh tokens are neither counted nor refused.',
  ),
  passkeyLoginsPerAddressPerHour: perHour(3600).describe(
    'Logins by passkey that may be begun per hour from a client address. A page with autofill begins one whenever it is opened.',
  ),
  socialLoginsPerAddressPerHour: perHour(600).describe(
    'Logins at other providers that may be begun per hour from a client address.',
  ),
  mailsPerAddressPerHour: perHour(60).describe('Emails that a client address may request per hour.'),
  mailsPerRecipientPerHour: perHour(6).describe(
    'Emails of one kind per hour to one address, and email changes that one user may request per hour.',
  ),
  passwordChangesPerUserPerHour: perHour(10).describe('Password changes per hour of one user, not counting resets.'),
  accountChangesPerUserPerHour: perHour(60).describe('Profile changes per hour of one user.'),
  liveConnectionsPerInstance: wholeNumber(5000, 1, 1_000_000).describe(
    'Maximum number of open WebSockets and event streams per instance.',
  ),
  liveConnectionsPerAddress: wholeNumber(500, 1, 1_000_000).describe(
    'Maximum number of open WebSockets and event streams per instance and client address.',
  ),
  graphqlMaxDepth: wholeNumber(12, 1, 1000).describe('Maximum nesting depth of the fields of an operation.'),
  graphqlMaxAliases: wholeNumber(20, 0, 10_000).describe('Maximum number of aliases in an operation.'),
  graphqlMaxDirectives: wholeNumber(30, 0, 10_000).describe('Maximum number of directives in an operation.'),
  graphqlMaxTokens: wholeNumber(2000, 1, 1_000_000).describe('Maximum number of lexical tokens in a document.'),
  graphqlMaxCost: wholeNumber(6000, 1, 100_000_000).describe(
    'Maximum cost of an operation: 1 for each scalar field, 2 for each object, and 20 more for each list and count; multiplied by the page size, and by 1.5 for each level of depth.',
  ),
  auditRetentionDays: wholeNumber(365, 1, 36_500).describe('For how many days audit events are kept.'),
  pruneIntervalSeconds: seconds(3600).describe('How often, in seconds, expired rows are deleted (1 hour).'),
  corsOrigins: commaSeparated(webOrigin()).describe(
    'Comma-separated origins of front ends that may call from a browser. By default, development allows localhost.',
  ),
  trustProxy: proxyAddresses().describe(
    'Comma-separated addresses or CIDR ranges of the proxies whose `X-Forwarded-For` and `X-Request-Id` are trusted.',
  ),
  geoipDatabaseFile: line()
    .optional()
    .describe(
      'File of IP addresses in the format of MaxMind (`.mmdb`), such as GeoLite2 City or DB-IP City Lite, for the places of sessions ([format](docs/operations.md#places-of-addresses)).',
    ),
  requestTimeoutSeconds: wholeNumber(30, 1, 3600).describe('How long a client may take to send a request, in seconds.'),
  shutdownGraceSeconds: wholeNumber(9, 1, 86_400).describe(
    'How long, in seconds, running requests may take to finish after SIGTERM before they are cut off.',
  ),
  explorerEnabled: z
    .stringbool()
    .optional()
    .describe('Whether `/graphql` shows GraphiQL; `true` except in production.'),
  introspectionEnabled: z
    .stringbool()
    .optional()
    .describe('Whether the schema can be introspected; `true` except in production.'),
  federation: z
    .stringbool()
    .default(false)
    .describe('`true` serves the API as a subgraph of Apollo Federation 2. Anyone can then read its SDL.'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Minimum severity of log lines.'),
  metricsPort: port()
    .optional()
    .describe(
      'Separate TCP port for Prometheus metrics at `/metrics`. It listens on `127.0.0.1` unless METRICS_HOST or METRICS_TOKEN is set.',
    ),
  metricsHost: host()
    .optional()
    .describe('Address of METRICS_PORT. Defaults to HOST if METRICS_TOKEN is set, otherwise to `127.0.0.1`.'),
  metricsToken: z
    .string()
    .regex(/^[\w\-.~+/]{16,}=*$/, 'must have at least 16 characters, letters, digits and any of -._~+/')
    .optional()
    .describe('Bearer token that `/metrics` requires, at least 16 characters. On the main port without METRICS_PORT.'),
  otelExporterOtlpEndpoint: webUrl({ query: false })
    .optional()
    .describe('OpenTelemetry collector, such as `http://localhost:4318`, for traces by OTLP over HTTP.'),
  otelExporterOtlpTracesEndpoint: webUrl()
    .optional()
    .describe('Full URL that traces are sent to; overrides the one above.'),
  otelServiceName: line().default('gatehouse').describe('The `service.name` of traces.'),
  otelTracesSamplerArg: share()
    .default(1)
    .describe('Share of requests that are traced, from 0 to 1, unless the caller has decided.'),
};

export type SettingName = keyof typeof settings;

/** `accessTokenTtlSeconds` -> `ACCESS_TOKEN_TTL_SECONDS`. */
export function environmentVariable(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
