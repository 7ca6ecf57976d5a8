import 'reflect-metadata';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { AccountsResolver } from './accounts/accounts.resolver.js';
import { AdministrationResolver } from './administration/administration.resolver.js';
import { createApolloServer } from './apollo.js';
import { AuthResolver } from './auth/auth.resolver.js';
import { type AuthenticateToken, tokenAuthentication } from './authenticate-token.js';
import { type Clock, systemClock } from './clock.js';
import type { Config } from './config.js';
import { ContextBuilder } from './context.js';
import { Database } from './db/database.js';
import { runMigrations } from './db/migrate.js';
import { isPGlite, nativeClient } from './db/native-client.js';
import { prepareQuery } from './db/prepared-query.js';
import { prune } from './db/prune.js';
import { every } from './every.js';
import { createSubgraph } from './federation/subgraph.js';
import { allowedOrigins } from './http/allowed-origins.js';
import { allowOrigins } from './http/cors.js';
import { badAddressHandler, clientErrorHandler } from './http/http-errors.js';
import { countRequests, serveMetrics } from './http/metrics-route.js';
import { GRAPHQL_PATH, SESSION_PATH } from './http/paths.js';
import { requestIds } from './http/request-id.js';
import { securityHeaders } from './http/security-headers.js';
import { addRoutes } from './http/server.js';
import { createTokenTransports } from './http/token-transports.js';
import { IntrospectionResolver } from './introspection/introspection.resolver.js';
import { TokenIntrospector } from './introspection/token-introspection.js';
import { type Live, startLive } from './live/live.js';
import type { LiveConnections } from './live/live-connections.js';
import { SessionEndedResolver } from './live/session-ended.resolver.js';
import type { Logger } from './logger.js';
import { NodeResolver } from './node.resolver.js';
import { createSchema } from './schema.js';
import { createServices, type Services } from './services.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { UserSessionsResolver } from './sessions/user-sessions.resolver.js';
import { Metrics } from './telemetry/metrics.js';
import { REDACTED_PATHS } from './telemetry/request-log.js';
import { startTracing, type Tracing } from './telemetry/tracing.js';
import { blacklistSize } from './tokens/blacklist-size.js';
import { TOKEN_USER_QUERY, tokenUserFinder } from './users/token-user.js';
import { UserResolver } from './users/user.resolver.js';

/** The largest body that is read, in bytes: 100 kB. */
const BODY_LIMIT_BYTES = 100 * 1024;

/** How much later than REQUEST_TIMEOUT_SECONDS a slow client is noticed, at most. Node.js's default is 30 s. */
const TIMEOUT_CHECK_INTERVAL_MILLIS = 1000;

/** How soon a mail is sent after the request that asked for it, at most. */
const MAIL_INTERVAL_SECONDS = 1;

/** A server that is ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly database: Database;
  /** Where `/metrics` is, if it has a port of its own. */
  readonly metricsServer: FastifyInstance | undefined;
  /** Accepts connections where the settings say. */
  listen(): Promise<void>;
  /** The WebSockets and event streams that are open. */
  readonly live: LiveConnections;
  /** Sends what is in the outbox now, rather than within a second. */
  deliverMail(): Promise<void>;
  /** Lets running requests finish, then frees everything. */
  close(): Promise<void>;
}

export interface AppOptions {
  /** The system's by default. */
  readonly clock?: Clock;
  /** Where log lines go; standard output by default. */
  readonly logStream?: { write(line: string): void };
}

/**
 * Opens the database, migrates it and wires everything up. The only wiring there is, for the process and for tests.
 *
 * @throws {DatabaseUnavailableError} the database does not answer.
 * @throws {DataFolderInUseError} another process has the embedded database open.
 */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  const server = createHttpServer(config, options);
  const tracing = await startTracing(config, server.log);
  const database = await Database.open(config, tracing.onStatement);
  await runMigrations(database.orm);
  const services = await createServices({ config, em: database.em, clock, log: server.log, tracing });
  const metricsServer = await measure(server, { config, database, services });
  const live = await serveGraphQL(server, { config, database, services, clock, tracing });
  const stopJobs = startJobs(config, database, services, clock, server.log);
  server.addHook('onClose', async () => {
    await stopJobs();
    await live.stop();
    await metricsServer?.close();
    await services.close();
    await database.close();
    await tracing.close();
  });
  const listen = async () => {
    await metricsServer?.listen({ host: config.host, port: config.metricsPort });
    await server.listen({ host: config.host, port: config.port });
  };
  const deliverMail = () => services.mail.delivery.deliverDue();
  const { connections } = live.parts;
  return { server, database, live: connections, metricsServer, listen, deliverMail, close: () => server.close() };
}

/** What goes on while the server runs. Every instance does it; two at the same time do no harm. */
function startJobs(config: Config, { em }: Database, { mail }: Services, clock: Clock, log: Logger) {
  const stopPruning = every(config.pruneIntervalSeconds, 'pruning', log, async () => {
    log.info(await prune(em.fork(), clock(), config.auditRetentionDays), 'pruned expired rows');
  });
  if (!mail.outbox.enabled) return stopPruning;
  const stopMail = every(MAIL_INTERVAL_SECONDS, 'sending mail', log, () => mail.delivery.deliverDue());
  return () => Promise.all([stopPruning(), stopMail()]);
}

function createHttpServer(config: Config, { logStream }: AppOptions): FastifyInstance {
  const headers = securityHeaders(config);
  const timeoutMillis = config.requestTimeoutSeconds * 1000;
  return Fastify({
    logger: { level: config.logLevel, redact: REDACTED_PATHS, ...(logStream && { stream: logStream }) },
    genReqId: requestIds(config.trustProxy),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy || false,
    forceCloseConnections: 'idle',
    frameworkErrors: badAddressHandler(headers),
    clientErrorHandler: clientErrorHandler(headers),
    requestTimeout: timeoutMillis,
    http: { headersTimeout: timeoutMillis, connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MILLIS },
  });
}

interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
  readonly tracing: Tracing;
}

/** Measures what Prometheus is to be told, if it may ask. */
async function measure(
  server: FastifyInstance,
  { config, database, services }: Pick<Parts, 'config' | 'database' | 'services'>,
) {
  if (config.metricsPort === undefined && config.metricsToken === undefined) return undefined;
  const client = await nativeClient(database);
  const metrics = new Metrics({
    hashingQueueLength: () => services.hashingPool.queueLength,
    blacklistedTokenCount: () => blacklistSize(database.em.fork()),
    databasePool: isPGlite(client) ? undefined : client,
  });
  countRequests(server, [GRAPHQL_PATH, SESSION_PATH], metrics);
  return serveMetrics(server, config, metrics);
}

async function serveGraphQL(server: FastifyInstance, parts: Parts): Promise<Live> {
  const { config, database, services, clock, tracing } = parts;
  const isAllowedOrigin = allowedOrigins(config);
  const findTokenUser = tokenUserFinder(await prepareQuery(database, 'token-user', TOKEN_USER_QUERY));
  const transportOf = await createTokenTransports(server, isAllowedOrigin, clock);
  const authenticateToken = tokenAuthentication(services.accessTokens, findTokenUser);
  const contextBuilder = new ContextBuilder(database.em, authenticateToken, transportOf);
  const ownSchema = await createSchema(resolverInstances(parts, authenticateToken));
  const schema = config.federation ? createSubgraph(ownSchema) : ownSchema;
  const apollo = createApolloServer(config, schema, server);
  await apollo.start();
  await allowOrigins(server, isAllowedOrigin);
  const live = await startLive(server, { config, database, clock, schema, contextBuilder });
  const headers = securityHeaders(config);
  const { mail, signingKeys } = services;
  const mailTransport = mail.transport;
  addRoutes(server, { config, apollo, contextBuilder, database, headers, mailTransport, signingKeys, tracing, live });
  return live;
}

/** What type-graphql asks for the instance of a resolver class. */
function resolverInstances({ config, services, clock }: Parts, authenticateToken: AuthenticateToken) {
  const instances = new Map<unknown, object>([
    [AuthResolver, new AuthResolver(services)],
    [UserResolver, new UserResolver()],
    [NodeResolver, new NodeResolver()],
    [SessionResolver, new SessionResolver(services.revocation)],
    [UserSessionsResolver, new UserSessionsResolver(clock)],
    [AccountsResolver, new AccountsResolver(services)],
    [IntrospectionResolver, new IntrospectionResolver(new TokenIntrospector(authenticateToken, config))],
    [AdministrationResolver, new AdministrationResolver(services.administration, services.recentLogin)],
    [SessionEndedResolver, new SessionEndedResolver()],
  ]);
  return { get: (resolver: unknown) => instances.get(resolver) as object };
}
