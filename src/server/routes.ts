import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyRequest, RouteHandler } from 'fastify';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { publicJwk, type SigningKeys } from '../config/signing-key.js';
import type { Database } from '../database/database.js';
import { DevelopmentMailbox, type MailTransport } from '../mail/mail-transport.js';
import { addAccountPages, type PagesConfig } from './account-pages.js';
import { apolloHandler } from './apollo-handler.js';
import { addDevelopmentMailRoute } from './development-mail.js';
import { addDocumentation } from './documentation.js';
import { sendExplorer, wantsExplorer } from './explorer.js';
import type { ContextBuilder, RequestContext } from './graphql/context.js';
import { addHealthRoutes } from './health.js';
import { addHomePage } from './home.js';
import { addLogo } from './logo.js';
import { EVENT_STREAM_PATH, GRAPHQL_PATH, SESSION_PATH } from './paths.js';
import { eventStreamHandler, wantsEventStream } from './subscriptions/event-stream.js';
import type { Live } from './subscriptions/subscriptions.js';
import type { Tracing } from './telemetry/tracing.js';

export interface HttpDependencies {
  readonly config: Pick<
    Config,
    'accountPages' | 'explorerEnabled' | 'jwtIssuer' | 'nodeEnv' | 'passkeyOrigins' | 'trustProxy'
  > &
    PagesConfig;
  readonly apollo: ApolloServer<RequestContext>;
  readonly contextBuilder: ContextBuilder;
  readonly database: Database;
  readonly clock: Clock;
  readonly mailTransport: MailTransport;
  readonly signingKeys: SigningKeys;
  readonly tracing: Tracing;
  readonly live: Live;
  /** As HomePageOptions. */
  claimToken(): Promise<string | undefined>;
}

export function addRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  dependencies.tracing.traceRequests(server);
  refuseWebSocketsElsewhere(server);
  addHealthRoutes(server, dependencies);
  addKeySetRoutes(server, dependencies.config, dependencies.signingKeys);
  addLogo(server, dependencies.config.brandLogoFile);
  if (dependencies.config.accountPages) addAccountPages(server, dependencies.config);
  addPasskeyOriginsRoute(server, dependencies.config);
  addDevelopmentPages(server, dependencies);
  addGraphQLRoutes(server, dependencies);
}

/** On other paths, a WebSocket would be opened only to be closed again. */
function refuseWebSocketsElsewhere(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.ws && !request.is404 && request.routeOptions.url !== GRAPHQL_PATH) reply.callNotFound();
    else done();
  });
}

function addGraphQLRoutes(server: FastifyInstance, dependencies: HttpDependencies): void {
  const { config, apollo, contextBuilder, tracing, live } = dependencies;
  const graphql = apolloHandler(apollo, async (...exchange) => contextBuilder.build(...exchange));
  const stream = eventStreamHandler(live.parts);
  const handler: RouteHandler = (request, reply) => {
    if (wantsEventStream(request, live.parts.operations)) return stream.call(server, request, reply);
    if (config.explorerEnabled && wantsExplorer(request)) return sendExplorer(request, reply);
    // Responses contain tokens and personal data: RFC 6749 §5.1.
    void reply.header('cache-control', 'no-store');
    return tracing.traceOperation(request, () => graphql.call(server, request, reply));
  };
  server.route({ method: 'GET', url: GRAPHQL_PATH, handler, wsHandler: live.acceptWebSocket });
  server.route({ method: 'POST', url: GRAPHQL_PATH, handler });
  server.route({ method: ['GET', 'POST'], url: SESSION_PATH, handler });
  server.route({ method: 'POST', url: EVENT_STREAM_PATH, handler: stream });
}

function addDevelopmentPages(server: FastifyInstance, dependencies: HttpDependencies): void {
  const { config, mailTransport, claimToken } = dependencies;
  if (config.nodeEnv === 'production') return;
  const showsMail = mailTransport instanceof DevelopmentMailbox;
  addDocumentation(server);
  addHomePage(server, { explorerEnabled: config.explorerEnabled, showsMail, claimToken });
  if (showsMail) addDevelopmentMailRoute(server, mailTransport);
}

/** How long others may cache the keys: 5 minutes. A new key must be listed that long before it signs. */
const MAX_AGE_SECONDS = 300;

const KEY_SET_PATH = '/.well-known/jwks.json';

/**
 * `/.well-known/jwks.json`: the public keys, for services that verify access tokens themselves (RFC 7517 §5). If there
 * are any, `/.well-known/openid-configuration` refers to them, because many libraries look only there.
 */
function addKeySetRoutes(server: FastifyInstance, { jwtIssuer }: Pick<Config, 'jwtIssuer'>, keys: SigningKeys): void {
  const asymmetric = keys.filter(({ verifyWith }) => verifyWith.type === 'public');
  const algorithms = [...new Set(asymmetric.map(({ algorithm }) => algorithm))];
  addPublicDocument(server, KEY_SET_PATH, () => ({
    keys: asymmetric.map(({ verifyWith, algorithm }) => publicJwk(verifyWith, algorithm)),
  }));
  if (algorithms.length === 0) return;
  addPublicDocument(server, '/.well-known/openid-configuration', (request) => ({
    issuer: jwtIssuer,
    jwks_uri: new URL(KEY_SET_PATH, baseUrl(jwtIssuer, request)).href,
    id_token_signing_alg_values_supported: algorithms,
    response_types_supported: [],
    subject_types_supported: ['public'],
  }));
}

/** The pages of other domains that may use the passkeys, for browsers: https://www.w3.org/TR/webauthn-3/#sctn-related-origins */
function addPasskeyOriginsRoute(server: FastifyInstance, { passkeyOrigins }: Pick<Config, 'passkeyOrigins'>): void {
  const origins = passkeyOrigins.filter((origin) => /^https?:/.test(origin));
  addPublicDocument(server, '/.well-known/webauthn', () => ({ origins }));
}

/** The issuer if it is a URL, as it should be in production; otherwise the address that the request was sent to. */
function baseUrl(issuer: string, { protocol, host }: FastifyRequest): string {
  return /^https?:/.test(issuer) && URL.canParse(issuer) ? issuer : `${protocol}://${host}`;
}

/** Readable by pages of every origin. */
function addPublicDocument(server: FastifyInstance, path: string, document: (request: FastifyRequest) => object): void {
  server.get(path, { config: { cors: { origin: '*' } } }, (request, reply) => {
    return reply.header('cache-control', `public, max-age=${MAX_AGE_SECONDS}`).send(document(request));
  });
}
