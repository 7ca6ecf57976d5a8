import 'reflect-metadata';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { AccountsResolver } from './accounts/accounts.resolver.js';
import { AdministrationResolver } from './administration/administration.resolver.js';
import { createApolloServer } from './apollo.js';
import { AuthResolver } from './auth/auth.resolver.js';
import { type Clock, systemClock } from './clock.js';
import type { Config } from './config.js';
import { ContextBuilder } from './context.js';
import { Database } from './db/database.js';
import { runMigrations } from './db/migrate.js';
import { prepareQuery } from './db/prepared-query.js';
import { prune } from './db/prune.js';
import { every } from './every.js';
import { allowOrigins } from './http/cors.js';
import { answerFrameworkError } from './http/http-errors.js';
import { addRoutes } from './http/server.js';
import { type Live, startLive } from './live/live.js';
import type { LiveConnections } from './live/live-connections.js';
import { SessionEndedResolver } from './live/session-ended.resolver.js';
import type { Logger } from './logger.js';
import { NodeResolver } from './node.resolver.js';
import { createSchema } from './schema.js';
import { createServices, type Services } from './services.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { UserSessionsResolver } from './sessions/user-sessions.resolver.js';
import { TOKEN_USER_QUERY, tokenUserFinder } from './users/token-user.js';
import { UserResolver } from './users/user.resolver.js';

/** The largest body that is read, in bytes: 100 kB. */
const BODY_LIMIT_BYTES = 100 * 1024;

/** How soon a mail is sent after the request that asked for it, at most. */
const MAIL_INTERVAL_SECONDS = 1;

/** A server that is ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly database: Database;
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
  const database = await Database.open(config);
  await runMigrations(database.orm);
  const services = await createServices({ config, em: database.em, clock, log: server.log });
  const live = await serveGraphQL(server, { config, database, services, clock });
  const stopJobs = startJobs(config, database, services, clock, server.log);
  server.addHook('onClose', async () => {
    await stopJobs();
    await live.stop();
    await services.close();
    await database.close();
  });
  const deliverMail = () => services.mail.delivery.deliverDue();
  return { server, database, live: live.parts.connections, deliverMail, close: () => server.close() };
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
  return Fastify({
    logger: { level: config.logLevel, ...(logStream && { stream: logStream }) },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy || false,
    forceCloseConnections: 'idle',
    frameworkErrors: answerFrameworkError,
  });
}

interface Parts {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
}

async function serveGraphQL(server: FastifyInstance, parts: Parts): Promise<Live> {
  const { config, database, services, clock } = parts;
  const findTokenUser = tokenUserFinder(await prepareQuery(database, 'token-user', TOKEN_USER_QUERY));
  const contextBuilder = new ContextBuilder(database.em, services.accessTokens, findTokenUser);
  const schema = await createSchema(resolverInstances(parts));
  const apollo = createApolloServer(config, schema, server);
  await apollo.start();
  await allowOrigins(server, config);
  const live = await startLive(server, { config, database, clock, schema, contextBuilder });
  addRoutes(server, { config, apollo, contextBuilder, database, mailTransport: services.mail.transport, live });
  return live;
}

/** What type-graphql asks for the instance of a resolver class. */
function resolverInstances({ services, clock }: Parts) {
  const instances = new Map<unknown, object>([
    [AuthResolver, new AuthResolver(services)],
    [UserResolver, new UserResolver()],
    [NodeResolver, new NodeResolver()],
    [SessionResolver, new SessionResolver(services.revocation)],
    [UserSessionsResolver, new UserSessionsResolver(clock)],
    [AccountsResolver, new AccountsResolver(services)],
    [AdministrationResolver, new AdministrationResolver(services.administration, services.recentLogin)],
    [SessionEndedResolver, new SessionEndedResolver()],
  ]);
  return { get: (resolver: unknown) => instances.get(resolver) as object };
}
