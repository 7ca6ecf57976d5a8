import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { type App, createApp } from './app.js';
import { type Config, loadConfig, readEnvironment } from './config/config.js';
import { hostInUrl, isLoopback } from './config/ip-address.js';
import { developmentSecretFile, needsDevelopmentSecret } from './config/signing-keys.js';
import { embeddedDatabaseFolder } from './database/orm-options.js';
import { reportAndExit } from './exit.js';
import { GRAPHQL_PATH } from './server/paths.js';
import { prettyLog } from './server/telemetry/pretty-log.js';

/** Prints where the API and the data are, and which defaults are for development only. */
export function describeStart(config: Config, { server, database }: App): void {
  if (config.rateLimitsDisabled) server.log.warn('RATE_LIMITS_DISABLED=true: passwords can be guessed without limit');
  if (config.nodeEnv !== 'production' && !isLoopback((server.server.address() as AddressInfo).address))
    server.log.warn('HOST: other machines can reach this server, which is not in production mode');
  if (config.nodeEnv === 'production') {
    server.log.info({ url: apiUrl(config, server), database: database.location }, 'Gatehouse is ready');
    return;
  }
  console.log(['', ...startLines(config, apiUrl(config, server), database.location), ''].join('\n'));
}

function startLines(config: Config, url: string, location: string): string[] {
  return [
    '  Gatehouse is ready',
    '',
    `  API       ${url}${config.explorerEnabled ? '   (open it in a browser: GraphiQL)' : ''}`,
    `  Data      ${config.databaseUrl ? `PostgreSQL at ${location}` : `${embeddedDatabaseFolder(config)} (embedded PostgreSQL)`}`,
    ...developmentDefaults(config).map((line, index) => `  ${index === 0 ? 'Defaults' : '        '}  ${line}`),
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

function apiUrl(config: Config, server: App['server']): string {
  const { port } = server.server.address() as AddressInfo;
  // Cookies of a front end at localhost are not sent to 127.0.0.1: to browsers these are two sites.
  const host = config.host === '127.0.0.1' ? 'localhost' : hostInUrl(config.host);
  return `http://${host}:${port}${GRAPHQL_PATH}`;
}

/**
 * Starts the server as configured by the environment, or prints the reason and exits with 1.
 *
 * @returns a function that stops it, and the process with it.
 */
export async function serve(): Promise<() => void> {
  try {
    const config = loadConfig(readEnvironment());
    const logStream = await prettyLog(config);
    const app = await createApp(config, logStream && { logStream });
    await app.listen();
    describeStart(config, app);
    return stopper(app, config.shutdownGraceSeconds);
  } catch (error) {
    reportAndExit(error);
  }
}

/**
 * The first call lets running requests finish, for so long as the grace lasts; a second one ends the process at once.
 * The exit code is 0 even if something had to be cut off, because stopping was requested.
 */
function stopper(app: App, graceSeconds: number): () => void {
  let stopping = false;
  const cutOff = () => {
    app.server.log.warn({ graceSeconds }, 'stopped before all requests had finished');
    process.exit(0);
  };
  return () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(cutOff, graceSeconds * 1000);
    app.close().then(() => process.exit(0), reportAndExit);
  };
}
