import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { hostInUrl, isLoopback } from '../config/ip-address.js';
import { developmentSecretFile, needsDevelopmentSecret } from '../config/signing-keys.js';
import { commandPrefix } from '../config/version.js';
import { embeddedDatabaseFolder } from '../database/orm-options.js';
import { ACCOUNT_PATH, ADMIN_PATH, GRAPHQL_PATH } from './paths.js';

/** A server that listens. */
export interface StartedServer {
  readonly server: FastifyInstance;
  readonly database: { readonly location: string };
  claimToken(): Promise<string | undefined>;
}

/** A heading and what to say below it. */
type Section = readonly [heading: string, ...lines: string[]];

/** Prints where everything is, how to become an administrator, and which defaults are for development only. */
export async function describeStart(config: Config, { server, database, claimToken }: StartedServer): Promise<void> {
  if (config.rateLimitsDisabled) server.log.warn('RATE_LIMITS_DISABLED=true: passwords can be guessed without limit');
  if (config.nodeEnv !== 'production' && !isLoopback((server.server.address() as AddressInfo).address))
    server.log.warn('HOST: other machines can reach this server, which is not in production mode');
  const url = serverUrl(config, server);
  if (config.nodeEnv === 'production') {
    server.log.info({ url: `${url}${GRAPHQL_PATH}`, database: database.location }, 'Gatehouse is ready');
    return;
  }
  const sections = describeDevelopment(config, url, database.location, await claimToken());
  console.log(['', '  Gatehouse is ready', '', ...sections.flatMap(formatSection), ''].join('\n'));
}

function describeDevelopment(config: Config, url: string, location: string, claimToken: string | undefined): Section[] {
  return [
    ['API', `${url}${GRAPHQL_PATH}${config.explorerEnabled ? '   (open it in a browser: GraphiQL)' : ''}`],
    ...(config.accountPages ? [['Account', `${url}${ACCOUNT_PATH}`] as const] : []),
    ...(config.adminConsole ? [['Console', `${url}${ADMIN_PATH}`] as const] : []),
    ['Emails', describeMail(config, url)],
    [
      'Data',
      config.databaseUrl
        ? `PostgreSQL at ${location}`
        : `${resolve(embeddedDatabaseFolder(config))} (embedded PostgreSQL)`,
    ],
    ...(claimToken ? [describeClaim(config, url, claimToken)] : []),
    ['Defaults', ...developmentDefaults(config)],
  ];
}

function describeMail({ mailDisabled, smtpUrl }: Config, url: string): string {
  if (mailDisabled) return 'none are sent (MAIL_DISABLED)';
  return smtpUrl ? `sent by ${new URL(smtpUrl).host}` : `${url}/dev/mail`;
}

function describeClaim({ accountPages }: Config, url: string, token: string): Section {
  const byPage = ['open', `${url}${ACCOUNT_PATH}/first-administrator?token=${token}`] as const;
  const byApi = [
    'register, then send, signed in',
    `mutation { claimAdministration(input: { token: "${token}" }) { __typename } }`,
  ] as const;
  const [how, what] = accountPages ? byPage : byApi;
  return [
    'Admin',
    `There is no administrator yet. To become one, ${how}:`,
    what,
    `Or, in another terminal: ${commandPrefix()} user promote YOUR_EMAIL`,
  ];
}

function developmentDefaults(config: Config): string[] {
  return [
    `${config.nodeEnv} mode; set NODE_ENV=production for the public internet`,
    ...(needsDevelopmentSecret(config)
      ? [`JWT_SECRET was generated and stored in ${developmentSecretFile(config)}`]
      : []),
    ...(config.databaseUrl ? [] : ['one instance only; set DATABASE_URL to run several']),
    ...(config.explorerEnabled ? ['the explorer and introspection are open to everyone'] : []),
  ];
}

function formatSection([heading, ...lines]: Section): string[] {
  return lines.map((line, index) => `  ${(index === 0 ? heading : '').padEnd(8)}  ${line}`);
}

function serverUrl(config: Config, server: FastifyInstance): string {
  const { port } = server.server.address() as AddressInfo;
  // Cookies of a front end at localhost are not sent to 127.0.0.1: to browsers these are two sites.
  const host = config.host === '127.0.0.1' ? 'localhost' : hostInUrl(config.host);
  return `http://${host}:${port}`;
}
