import 'reflect-metadata';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { createApolloServer } from './apollo.js';
import { AuthResolver } from './auth/auth.resolver.js';
import { type Clock, systemClock } from './clock.js';
import type { Config } from './config.js';
import { ContextBuilder } from './context.js';
import { Database } from './db/database.js';
import { runMigrations } from './db/migrate.js';
import { prepareQuery } from './db/prepared-query.js';
import { startPruneJob } from './db/prune-job.js';
import { addRoutes } from './http/server.js';
import { NodeResolver } from './node.resolver.js';
import { createSchema } from './schema.js';
import { createServices, type Services } from './services.js';
import { TOKEN_USER_QUERY, tokenUserFinder } from './users/token-user.js';
import { UserResolver } from './users/user.resolver.js';

/** The largest body that is read, in bytes: 100 kB. */
const BODY_LIMIT_BYTES = 100 * 1024;

/** A server that is ready to listen. */
export interface App {
  readonly server: FastifyInstance;
  readonly database: Database;
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
  const services = await createServices(config, clock);
  await serveGraphQL(server, config, database, services);
  const pruneJob = { intervalSeconds: config.pruneIntervalSeconds, clock, log: server.log };
  const stopPruneJob = startPruneJob(database.em, pruneJob);
  server.addHook('onClose', async () => {
    await stopPruneJob();
    await services.close();
    await database.close();
  });
  return { server, database, close: () => server.close() };
}

function createHttpServer(config: Config, { logStream }: AppOptions): FastifyInstance {
  return Fastify({
    logger: { level: config.logLevel, ...(logStream && { stream: logStream }) },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustProxy || false,
    forceCloseConnections: 'idle',
  });
}

async function serveGraphQL(server: FastifyInstance, config: Config, database: Database, services: Services) {
  const findTokenUser = tokenUserFinder(await prepareQuery(database, 'token-user', TOKEN_USER_QUERY));
  const contextBuilder = new ContextBuilder(database.em, services.accessTokens, findTokenUser);
  const apollo = createApolloServer(config, await createSchema(resolverInstances(services)), server);
  await apollo.start();
  addRoutes(server, { config, apollo, contextBuilder, database });
}

/** What type-graphql asks for the instance of a resolver class. */
function resolverInstances(services: Services) {
  const instances = new Map<unknown, object>([
    [AuthResolver, new AuthResolver(services)],
    [UserResolver, new UserResolver()],
    [NodeResolver, new NodeResolver()],
  ]);
  return { get: (resolver: unknown) => instances.get(resolver) as object };
}
