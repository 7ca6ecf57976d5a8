import { dataModel } from './data-model.js';
import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { recordRefusedActs } from '../accounts/administration/refused-acts.js';
import { type Clock, systemClock } from '../clock.js';
import type { Config } from '../config/config.js';
import { demandSecondFactor } from '../credentials/second-factor-policy.js';
import { Database } from '../database/database.js';
import { runMigrations } from '../database/migrate.js';
import { prepareQuery } from '../database/prepared-query.js';
import { warnOfLossyFailover } from '../database/replication.js';
import type { StatementListener } from '../database/statements.js';
import type { Logger } from '../logger.js';
import { createApolloServer } from '../server/graphql/apollo.js';
import { ContextBuilder } from '../server/graphql/context.js';
import { createSchema, type SchemaParts } from '../server/graphql/schema.js';
import { storedQueryCheck } from '../server/graphql/stored-query.js';
import { createHttpServer } from '../server/http-server.js';
import { listenOn } from '../server/listening.js';
import { allowedOrigins, allowOrigins } from '../server/origins.js';
import { addRoutes } from '../server/routes.js';
import { ConnectionLimiter, type SubscriptionConnections } from '../server/subscriptions/connections.js';
import { type Live, startSubscriptions } from '../server/subscriptions/subscriptions.js';
import { measure } from '../server/telemetry/metrics-route.js';
import { collectorUrl, NO_TRACING, type Tracing } from '../server/telemetry/tracing.js';
import { createTokenTransports } from '../server/token-transport.js';
import { TOKEN_USER_QUERY, tokenAuthentication, tokenUserFinder } from '../sessions/authentication.js';
import { MACHINE_QUERY, machineFinder, permitMachines } from '../sessions/machine-authentication.js';
import { PayloadQueries } from '../webhooks/payload-queries.js';
import { payloadSchema } from '../webhooks/payload-schema.js';
import { pruneAll, startJobs } from './maintenance.js';
import { resolverClasses, resolverInstances } from './resolvers.js';
import { createServices, type Services } from './services.js';

/** A server that is ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly database: Database;
  readonly services: Services;
  /** Where `/metrics` is, if it has a port of its own. */
  readonly metricsServer: FastifyInstance | undefined;
  /** What makes a user the first administrator; undefined in production, and once there is one. */
  claimToken(): Promise<string | undefined>;
  /** Accepts connections where the settings say. */
  listen(): Promise<void>;
  /** The WebSockets and event streams that are open. */
  readonly live: SubscriptionConnections;
  /** Sends what is in the outbox now, rather than within a second. */
  deliverMail(): Promise<void>;
  /** Sends webhooks what is due now, and waits for their receivers. */
  deliverWebhooks(): Promise<void>;
  /** Deletes what has expired now, rather than within PRUNE_INTERVAL_SECONDS. */
  prune(): Promise<Record<string, number>>;
  /** Lets running requests finish, then frees everything. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** The system's by default. */
  readonly clock?: Clock;
  /** Where log lines go; standard output by default. */
  readonly logStream?: { write(line: string): void };
  /** Called for each statement, unless traces are sent to a collector. */
  readonly onStatement?: StatementListener;
}

/**
 * Opens the database, migrates it and wires everything up. The only wiring there is, for the process and for tests.
 *
 * @throws {DatabaseUnavailableError} the database does not respond.
 * @throws {DataFolderInUseError} another process has the embedded database open.
 */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  const server = createHttpServer(config, options.logStream);
  const tracing = await startTracing(config, server.log);
  const database = await Database.open(config, dataModel, tracing.onStatement ?? options.onStatement);
  await runMigrations(database.orm);
  await warnOfLossyFailover(database, server.log);
  const services = await createServices({ config, database, clock, log: server.log, tracing });
  const limiter = new ConnectionLimiter(config);
  const metricsServer = await measure(server, config, {
    database,
    hashingPool: services.credentials.hashingPool,
    limiter,
    breached: services.credentials.breached,
    rotation: services.sessions.rotation,
    mail: services.mail,
    webhooks: services.webhooks,
    // What starts only below, where it can be asked for metrics only later.
    listener: () => live.listener,
    jobs: () => jobs,
  });
  const claimToken = () => services.firstAdministrator.token(database.em.fork());
  const live = await serveGraphQL(server, { config, database, services, clock, tracing, limiter, claimToken });
  const jobs = startJobs(config, database, services, clock, server.log);
  // At once, so that a slow mail server has the whole grace to take the mail that is under way.
  server.addHook('preClose', async () => void jobs.stop());
  server.addHook('onClose', async () => {
    await jobs.stop();
    await live.stop();
    await metricsServer?.close();
    await services.close();
    await database.close();
    await tracing.close();
  });
  const listen = async () => {
    const { host, port, metricsHost, metricsPort } = config;
    const metrics = { host: 'METRICS_HOST', port: 'METRICS_PORT' } as const;
    if (metricsServer) await listenOn(metricsServer, { host: metricsHost, port: metricsPort ?? 0, settings: metrics });
    await listenOn(server, { host, port, settings: { host: 'HOST', port: 'PORT' } });
  };
  const deliverMail = () => services.mail.delivery.deliverDue();
  const deliverWebhooks = () => services.webhooks.deliveries.deliverDue();
  const pruneNow = () => pruneAll(config, database.em, services.accounts, clock);
  const { connections } = live.parts;
  const close = () => server.close();
  return {
    server,
    database,
    services,
    live: connections,
    metricsServer,
    claimToken,
    listen,
    deliverMail,
    deliverWebhooks,
    prune: pruneNow,
    close,
  };
}

interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
  readonly tracing: Tracing;
  readonly limiter: ConnectionLimiter;
  readonly claimToken: App['claimToken'];
}

async function serveGraphQL(server: FastifyInstance, parts: Parts): Promise<Live> {
  const { config, database, services, clock, tracing, limiter } = parts;
  const isAllowedOrigin = allowedOrigins(config);
  const findTokenUser = tokenUserFinder(await prepareQuery(database, 'token-user', TOKEN_USER_QUERY, server.log));
  const transportOf = await createTokenTransports(server, isAllowedOrigin, clock);
  const findMachine = machineFinder(await prepareQuery(database, 'machine', MACHINE_QUERY, server.log));
  const authenticateToken = tokenAuthentication(services.sessions.accessTokens, findTokenUser, findMachine);
  const contextBuilder = new ContextBuilder(database.em, authenticateToken, transportOf);
  const container = resolverInstances({ ...parts, authenticateToken });
  const schema = await createServedSchema(config, {
    container,
    wrappers: [
      recordRefusedActs(services.accounts.refusedActs),
      permitMachines,
      demandSecondFactor(config.secondFactorRequiredFor),
    ],
  });
  const checkQuery = storedQueryCheck(config);
  services.webhooks.payloads.connect(new PayloadQueries(database.em, payloadSchema(schema), checkQuery));
  const apollo = createApolloServer(config, schema, server);
  await apollo.start();
  await allowOrigins(server, isAllowedOrigin);
  const live = await startSubscriptions(server, { config, database, clock, schema, contextBuilder, tracing, limiter });
  const mailTransport = services.mail.transport;
  const { signingKeys } = services.security;
  const { claimToken } = parts;
  addRoutes(server, {
    config,
    apollo,
    contextBuilder,
    database,
    clock,
    mailTransport,
    signingKeys,
    tracing,
    live,
    claimToken,
  });
  return live;
}

/** OpenTelemetry is loaded only where the settings name a collector. */
async function startTracing(config: Config, log: Logger): Promise<Tracing> {
  const url = collectorUrl(config);
  if (!url) return NO_TRACING;
  const { OpenTelemetryTracing } = await import('../server/telemetry/open-telemetry.js');
  return new OpenTelemetryTracing(url, config, log);
}

/** Federation's packages are loaded only where they are used. */
async function createServedSchema({ federation }: Config, parts: SchemaParts): Promise<GraphQLSchema> {
  const schema = await createSchema(resolverClasses, parts);
  return federation ? (await import('../server/graphql/federation.js')).createSubgraph(schema, parts.wrappers) : schema;
}
