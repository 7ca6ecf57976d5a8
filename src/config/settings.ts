import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { readKeyFiles } from './key-files.js';
import {
  commaSeparated,
  connectionUrl,
  host,
  line,
  mailbox,
  perHour,
  port,
  proxyAddresses,
  seconds,
  share,
  smtpUrl,
  webOrigin,
  webUrl,
  wholeNumber,
} from './setting-kinds.js';
import { isLongEnough } from './signing-key.js';

const CHARACTER_CLASSES = ['upper', 'lower', 'digit', 'symbol'] as const;
export type CharacterClass = (typeof CHARACTER_CLASSES)[number];

/**
 * Every setting, in the order of `.env.example`. The environment variable of `accessTokenTtlSeconds` is
 * `ACCESS_TOKEN_TTL_SECONDS`; its description goes into `.env.example` and docs/settings.md, its default likewise.
 */
export const settings = {
  nodeEnv: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` makes up no secret and shows neither explorer nor introspection.'),
  host: host()
    .default('127.0.0.1')
    .describe('Address to listen on. `127.0.0.1` is for this machine only, `0.0.0.0` is every IPv4 interface.'),
  port: port().default(4000).describe('TCP port to listen on; 0 takes any free one.'),
  databaseUrl: connectionUrl()
    .optional()
    .describe(
      'PostgreSQL 14 or newer, `postgresql://user:password@host:5432/database?sslmode=verify-full` ([parameters](docs/postgresql.md)). Without it: embedded PGlite.',
    ),
  databasePoolSize: wholeNumber(10, 2, 1000).describe('PostgreSQL connections per instance, at most.'),
  databaseTimeoutSeconds: wholeNumber(10, 1, 3600).describe(
    'How long, in seconds, PostgreSQL may keep a request waiting for the answer to a statement; then its connection is given up.',
  ),
  databaseListenUrl: connectionUrl()
    .optional()
    .describe('The same database past PgBouncer, for the one connection that LISTENs; `DATABASE_URL` by default.'),
  databasePreparedStatements: z
    .stringbool()
    .default(true)
    .describe(
      '`false`: uses no prepared statements, for a pooler in transaction mode that does not support them. The server also finds out by itself.',
    ),
  dataDir: line().default('.data').describe('Folder of the embedded database and of the development secret.'),
  jwtSecret: z
    .string()
    .refine(isLongEnough, 'must have at least 32 bytes; make one with: openssl rand -base64 48')
    .optional()
    .describe(
      'Signs access tokens (HS256), at least 32 bytes. It or `JWT_KEY_FILES` is required in production; generated in development.',
    ),
  jwtKeyFiles: commaSeparated(z.string())
    .transform((files, context) => readKeyFiles(files, (message) => context.addIssue(message)))
    .describe(
      'Instead of `JWT_SECRET`: files with a key each (RSA or EC P-256 in PEM, or a secret), separated by commas. The first signs, all verify.',
    ),
  jwtIssuer: line().default('gatehouse').describe('The `iss` of access tokens; best the public URL of this server.'),
  jwtAudience: line().default('gatehouse').describe('The `aud` of access tokens: who is meant to accept them.'),
  tokenIntrospectionSecret: z
    .string()
    .refine(isLongEnough, 'must have at least 32 bytes; make one with: openssl rand -base64 48')
    .optional()
    .describe('If set, at least 32 bytes: only services that send it as `input.secret` may use `introspectToken`.'),
  accessTokenTtlSeconds: seconds(900).describe('Lifetime of an access token, in seconds (15 minutes).'),
  refreshTokenTtlSeconds: seconds(2_592_000).describe('Lifetime of a refresh token, in seconds (30 days).'),
  sessionMaxAgeSeconds: seconds(31_536_000).describe(
    'How long after the login, in seconds, a session ends however much it is used (1 year).',
  ),
  sessionsPerAccount: wholeNumber(100, 1, 100_000).describe(
    'Sessions that an account can have at the same time. A further login ends the one used longest ago.',
  ),
  refreshTokenReuseWindowSeconds: wholeNumber(10, 0, 300).describe(
    'How long, in seconds, a used refresh token still gets the same successor (lost answers, second tabs).',
  ),
  bcryptCost: wholeNumber(12, 4, 15).describe('Cost of bcrypt as a power of two; at least 10 in production.'),
  passwordPepper: z
    .string()
    .min(16)
    .optional()
    .describe('Key mixed into every password hash, at least 16 characters. Losing or changing it voids all passwords.'),
  passwordMinLength: wholeNumber(8, 8, 64).describe('Fewest characters of a new password.'),
  passwordRequiredCharacters: commaSeparated(z.enum(CHARACTER_CLASSES)).describe(
    'Kinds of characters a new password must contain: any of `upper,lower,digit,symbol`. None by default.',
  ),
  passwordForbiddenWords: commaSeparated(z.string().min(3)).describe(
    'Words that no new password may contain, separated by commas: the names of your company and products.',
  ),
  passwordHashThreads: wholeNumber(availableParallelism() + 1, 1, 256).describe(
    'Threads that hash passwords; one more than there are processor cores by default.',
  ),
  passwordHashQueueLimit: wholeNumber(64, 1, 10_000).describe(
    'Passwords that may wait for a hashing thread; beyond that `ServerBusyError` is answered.',
  ),
  requireVerifiedEmail: z
    .stringbool()
    .default(false)
    .describe('`true`: one can sign in to an account only once its e-mail address is verified.'),
  unverifiedAccountDays: wholeNumber(30, 0, 36_500).describe(
    'How many days after its registration an account is deleted whose address was never verified; 0 for never. Accounts made by an import or an administrator stay, and so do all with `MAIL_DISABLED`.',
  ),
  reauthenticationMaxAgeSeconds: seconds(600).describe(
    'How long ago, in seconds, the login may be for sensitive operations (10 minutes).',
  ),
  passwordResetTtlSeconds: seconds(3600).describe('Lifetime of a token to reset a password, in seconds (1 hour).'),
  emailVerificationTtlSeconds: seconds(86_400).describe(
    'Lifetime of a token to verify an e-mail address, in seconds (1 day).',
  ),
  smtpUrl: smtpUrl()
    .optional()
    .describe(
      'Mail server, `smtps://user:password@host:465`. Without it, in development, mails are shown at `/dev/mail`.',
    ),
  smtpAllowPlaintext: z
    .stringbool()
    .default(false)
    .describe(
      '`true`: in production, mails may go to an `smtp://` server of another machine without encryption. By default it must offer STARTTLS.',
    ),
  mailFrom: mailbox()
    .optional()
    .describe(
      'Sender of mails, `Example <no-reply@example.com>`. Required in production; of `localhost` in development.',
    ),
  mailDisabled: z
    .stringbool()
    .default(false)
    .describe('`true`: no mail is sent, and operations that need it answer `MailUnavailableError`.'),
  appUrl: webUrl({ query: false })
    .optional()
    .describe(
      'Your front end: emails link to its pages `/verify-email`, `/reset-password` and `/undo-email-change`, with `?token=`. Required in production; `http://localhost:5173` in development.',
    ),
  adminEmail: line()
    .optional()
    .describe(
      'While there is no administrator: the email address whose owner becomes one by verifying it, signed in or with the password.',
    ),
  rateLimitsDisabled: z
    .stringbool()
    .default(false)
    .describe('`true`: attempts are not counted, passwords may be guessed. For load tests only.'),
  loginFailuresPerAccountPerHour: perHour(10).describe(
    'Wrong passwords an hour for an account from elsewhere, and from each address it was signed in from before.',
  ),
  loginFailuresPerAddressPerHour: perHour(100).describe(
    'Wrong passwords an hour from a client address that is new to the account.',
  ),
  loginFirstDelaySeconds: seconds(2).describe(
    'How long, in seconds, login is refused after so many wrong passwords; doubled with each further one.',
  ),
  loginLongestDelaySeconds: seconds(900).describe('What the delay grows to at most, in seconds (15 minutes).'),
  registrationsPerAddressPerHour: perHour(60).describe('Registrations an hour from a client address.'),
  refreshesPerAddressPerHour: perHour(10_000).describe(
    'Failed refreshes an hour from a client address; good refresh tokens are not counted and never refused.',
  ),
  mailsPerAddressPerHour: perHour(60).describe('Mails that a client address may ask for in an hour.'),
  mailsPerRecipientPerHour: perHour(6).describe(
    'Emails of one kind to one address in an hour, and email changes that one user may ask for.',
  ),
  passwordChangesPerUserPerHour: perHour(10).describe(
    'Password changes of one user in an hour; resets by email are not counted.',
  ),
  accountChangesPerUserPerHour: perHour(60).describe('Changes of their profile that one user may make in an hour.'),
  liveConnectionsPerInstance: wholeNumber(5000, 1, 1_000_000).describe(
    'WebSockets and event streams that an instance keeps open, at most.',
  ),
  liveConnectionsPerAddress: wholeNumber(500, 1, 1_000_000).describe(
    'WebSockets and event streams that an instance keeps open for one client address, at most.',
  ),
  graphqlMaxDepth: wholeNumber(12, 1, 1000).describe('How deep the fields of an operation may be nested.'),
  graphqlMaxAliases: wholeNumber(20, 0, 10_000).describe('Aliases in an operation.'),
  graphqlMaxDirectives: wholeNumber(30, 0, 10_000).describe('Directives in an operation.'),
  graphqlMaxTokens: wholeNumber(2000, 1, 1_000_000).describe('Tokens (words and signs) in a document.'),
  graphqlMaxCost: wholeNumber(6000, 1, 100_000_000).describe(
    'Cost of an operation: 1 for each scalar field, 2 for each object, 20 more for each list and count, times the size of the page, 1.5 times for each level of depth.',
  ),
  auditRetentionDays: wholeNumber(365, 1, 36_500).describe('How many days audit events are kept.'),
  pruneIntervalSeconds: seconds(3600).describe('How often, in seconds, expired rows are deleted (1 hour).'),
  corsOrigins: commaSeparated(webOrigin()).describe(
    'Origins of front ends that may call from a browser, separated by commas. In development, without any: all of localhost.',
  ),
  trustProxy: proxyAddresses().describe(
    'Addresses or CIDR ranges of the proxies whose `X-Forwarded-For` and `X-Request-Id` are trusted, separated by commas.',
  ),
  requestTimeoutSeconds: wholeNumber(30, 1, 3600).describe(
    'How long, in seconds, a client may take to send a request.',
  ),
  shutdownGraceSeconds: wholeNumber(9, 1, 86_400).describe(
    'How long, in seconds, running requests may take to finish after SIGTERM; what goes on then is cut off.',
  ),
  explorerEnabled: z.stringbool().optional().describe('GraphiQL at `/graphql`; `true` except in production.'),
  introspectionEnabled: z.stringbool().optional().describe('Schema introspection; `true` except in production.'),
  federation: z
    .stringbool()
    .default(false)
    .describe('`true`: serves the API as a subgraph of Apollo Federation 2; its SDL can be read by anybody.'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe log lines to write.'),
  metricsPort: port()
    .optional()
    .describe(
      'TCP port of its own for Prometheus metrics at `/metrics`, for this machine only unless METRICS_HOST or METRICS_TOKEN is set.',
    ),
  metricsHost: host()
    .optional()
    .describe(
      'Address on which METRICS_PORT listens. By default that of HOST if METRICS_TOKEN is set, or else `127.0.0.1`.',
    ),
  metricsToken: z
    .string()
    .regex(/^[\w\-.~+/]{16,}=*$/, 'must have at least 16 characters, letters, digits and any of -._~+/')
    .optional()
    .describe('Bearer token that `/metrics` asks for, at least 16 characters. Without METRICS_PORT: on the main port.'),
  otelExporterOtlpEndpoint: webUrl({ query: false })
    .optional()
    .describe(
      'OpenTelemetry collector, `http://localhost:4318`: traces are sent to its `/v1/traces` (OTLP over HTTP).',
    ),
  otelExporterOtlpTracesEndpoint: webUrl()
    .optional()
    .describe('Where traces are sent, as a whole URL, in place of the one above.'),
  otelServiceName: line().default('gatehouse').describe('The `service.name` of traces.'),
  otelTracesSamplerArg: share()
    .default(1)
    .describe('Share of requests that are traced, 0 to 1, where the caller has not decided it.'),
};

export type SettingName = keyof typeof settings;

/** `accessTokenTtlSeconds` -> `ACCESS_TOKEN_TTL_SECONDS`. */
export function environmentVariable(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
