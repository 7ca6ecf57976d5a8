import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { readKeyFiles } from '../tokens/key-files.js';
import { isLongEnough } from '../tokens/signing-key.js';
import {
  commaSeparated,
  isProxyAddress,
  isUrlOf,
  perHour,
  port,
  seconds,
  webUrl,
  wholeNumber,
} from './setting-kinds.js';

const CHARACTER_CLASSES = ['upper', 'lower', 'digit', 'symbol'] as const;
export type CharacterClass = (typeof CHARACTER_CLASSES)[number];

/**
 * Every setting, in the order of `.env.example`. The environment variable of `accessTokenTtlSeconds` is
 * `ACCESS_TOKEN_TTL_SECONDS`; its description goes into `.env.example` and the README, its default likewise.
 */
export const settings = {
  nodeEnv: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('`production` makes up no secret and shows neither explorer nor introspection.'),
  host: z.string().default('localhost').describe('Address to listen on; `0.0.0.0` for every IPv4 interface.'),
  port: port().default(4000).describe('TCP port to listen on; 0 takes any free one.'),
  databaseUrl: z
    .string()
    .refine(isUrlOf(['postgres:', 'postgresql:']), 'must look like postgresql://user:password@host:5432/database')
    .optional()
    .describe('PostgreSQL 14 or newer, `postgresql://user:password@host:5432/database`. Without it: embedded PGlite.'),
  databasePoolSize: wholeNumber(10, 2, 1000).describe('PostgreSQL connections per instance, at most.'),
  databaseTimeoutSeconds: wholeNumber(10, 1, 3600).describe(
    'How long, in seconds, PostgreSQL may keep a request waiting for the answer to a statement; then its connection is given up.',
  ),
  databaseListenUrl: z
    .string()
    .refine(isUrlOf(['postgres:', 'postgresql:']), 'must look like postgresql://user:password@host:5432/database')
    .optional()
    .describe('The same database past PgBouncer, for the one connection that LISTENs; `DATABASE_URL` by default.'),
  dataDir: z.string().default('.data').describe('Folder of the embedded database and of the development secret.'),
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
  jwtIssuer: z
    .string()
    .default('gatehouse')
    .describe('The `iss` of access tokens; best the public URL of this server.'),
  jwtAudience: z.string().default('gatehouse').describe('The `aud` of access tokens: who is meant to accept them.'),
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
  reauthenticationMaxAgeSeconds: seconds(600).describe(
    'How long ago, in seconds, the login may be for sensitive operations (10 minutes).',
  ),
  passwordResetTtlSeconds: seconds(3600).describe('Lifetime of a token to reset a password, in seconds (1 hour).'),
  emailVerificationTtlSeconds: seconds(86_400).describe(
    'Lifetime of a token to verify an e-mail address, in seconds (1 day).',
  ),
  smtpUrl: z
    .string()
    .refine(isUrlOf(['smtp:', 'smtps:']), 'must look like smtps://user:password@host:465')
    .optional()
    .describe(
      'Mail server, `smtps://user:password@host:465`. Without it, in development, mails are shown at `/dev/mail`.',
    ),
  mailFrom: z
    .string()
    .optional()
    .describe(
      'Sender of mails, `Example <no-reply@example.com>`. Required in production; of `localhost` in development.',
    ),
  mailDisabled: z
    .stringbool()
    .default(false)
    .describe('`true`: no mail is sent, and operations that need it answer `MailUnavailableError`.'),
  appUrl: webUrl()
    .optional()
    .describe(
      'Your front end: mails link to its pages `/verify-email` and `/reset-password`, with `?token=`. Required in production; `http://localhost:5173` in development.',
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
  refreshesPerAddressPerHour: perHour(10_000).describe('Refreshed tokens an hour from a client address.'),
  mailsPerAddressPerHour: perHour(60).describe('Mails that a client address may ask for in an hour.'),
  mailsPerRecipientPerHour: perHour(6).describe('Mails that anybody may ask for to one e-mail address in an hour.'),
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
  corsOrigins: commaSeparated(webUrl()).describe(
    'Origins of front ends that may call from a browser, separated by commas. In development, without any: all of localhost.',
  ),
  trustProxy: z
    .string()
    .refine((list) => list.split(',').every(isProxyAddress), 'must list IP addresses or ranges such as 10.0.0.0/8')
    .default('')
    .describe(
      'Addresses or CIDR ranges of the proxies whose `X-Forwarded-For` and `X-Request-Id` are believed, separated by commas.',
    ),
  requestTimeoutSeconds: seconds(30).describe('How long, in seconds, a client may take to send a request.'),
  shutdownGraceSeconds: seconds(9).describe(
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
    .describe('TCP port of its own for Prometheus metrics at `/metrics`; keep it from the public.'),
  metricsToken: z
    .string()
    .regex(/^[\w\-.~+/]{16,}=*$/, 'must have at least 16 characters, letters, digits and any of -._~+/')
    .optional()
    .describe('Bearer token that `/metrics` asks for, at least 16 characters. Without METRICS_PORT: on the main port.'),
  otelExporterOtlpEndpoint: webUrl()
    .optional()
    .describe(
      'OpenTelemetry collector, `http://localhost:4318`: traces are sent to its `/v1/traces` (OTLP over HTTP).',
    ),
  otelExporterOtlpTracesEndpoint: webUrl()
    .optional()
    .describe('Where traces are sent, as a whole URL, in place of the one above.'),
  otelServiceName: z.string().default('gatehouse').describe('The `service.name` of traces.'),
  otelTracesSamplerArg: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Share of requests that are traced, 0 to 1, where the caller has not decided it.'),
};

export type SettingName = keyof typeof settings;

/** `accessTokenTtlSeconds` -> `ACCESS_TOKEN_TTL_SECONDS`. */
export function environmentVariable(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
