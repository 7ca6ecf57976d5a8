import type { EntityManager } from '@mikro-orm/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../../api/request-errors.js';
import type { Actor } from '../../security/audit-trail.js';
import type { Device } from '../../security/device.js';
import {
  ANONYMOUS,
  type AuthenticateToken,
  type Authentication,
  type PresentedToken,
  presentedAccessToken,
} from '../../sessions/authentication.js';
import { BEARER_TRANSPORT, type Context, type TokenTransport, type TokenTransportOf } from '../../sessions/context.js';
import { createUserLoader, type UserLoader } from '../../users/user-queries.js';
import type { RequestRecord } from '../telemetry/request-record.js';

/** The part of a request's context that only the server uses, not resolvers. */
export interface RequestContext extends Context {
  readonly record: RequestRecord;
  /**
   * Separates the next mutation of a document from the previous one, which may have taken long or signed out: it has to
   * be authenticated again. Entities that the previous one loaded, or failed to store, must not be stored with its own.
   */
  reset(): void;
  /** As `authenticate`, for what lasts longer than a request. */
  authenticateAgain(): Promise<Authentication>;
  /**
   * Clears the cookies of a session that the operation has ended, but not of one that had ended before: the browser may
   * have received the cookies of another session since, and a refresh or logout clears dead ones.
   */
  clearCookiesOfEndedSession(): Promise<void>;
}

/** Builds a request's context. What a document runs is not known yet, so whatever runs authenticates the request. */
export class ContextBuilder {
  constructor(
    private readonly em: EntityManager,
    private readonly authenticateToken: AuthenticateToken,
    private readonly transportOf: TokenTransportOf,
  ) {}

  build(request: FastifyRequest, reply: FastifyReply): RequestContext {
    try {
      return this.contextOf(request, request.headers.authorization, this.transportOf(request, reply));
    } catch (error) {
      // No operation exists yet that could record it.
      request.record.fail(codeOf(error));
      throw error;
    }
  }

  /** @param authorization replaces the header, which browsers cannot send with a WebSocket. Cookies are ignored. */
  buildForWebSocket(request: FastifyRequest, authorization: string | undefined): RequestContext {
    return this.contextOf(request, authorization, BEARER_TRANSPORT);
  }

  private contextOf(request: FastifyRequest, header: string | undefined, transport: TokenTransport): RequestContext {
    // Once a mutation has replaced the cookies, those that follow it in the document present the new ones.
    const present = () => presentedAccessToken(header, transport.accessTokens);
    return new LazyRequestContext(this.em, request, transport, present, () => this.authenticate(present()));
  }

  private async authenticate(presented: PresentedToken): Promise<Authentication> {
    if (presented.kind === 'absent') return ANONYMOUS;
    if (presented.kind === 'malformed') return { state: 'refused', reason: 'TOKEN_MALFORMED' };
    if (presented.kind === 'ambiguous') return { state: 'refused', reason: 'TOKEN_INVALID' };
    return this.authenticateToken(presented.token);
  }
}

/** Forks the EntityManager on first use: `me`, the most frequent request, needs none. */
class LazyRequestContext implements RequestContext {
  private forked: EntityManager | undefined;
  private userLoader: UserLoader | undefined;
  private authenticating: Promise<Authentication> | undefined;
  private authenticated: Authentication | undefined;

  constructor(
    private readonly rootEm: EntityManager,
    private readonly request: FastifyRequest,
    readonly transport: TokenTransport,
    private readonly present: () => PresentedToken,
    private readonly check: () => Promise<Authentication>,
  ) {}

  reset(): void {
    this.forked = this.userLoader = this.authenticating = this.authenticated = undefined;
  }

  authenticate(): Promise<Authentication> {
    this.authenticating ??= this.checkAndRemember();
    return this.authenticating;
  }

  authenticateAgain(): Promise<Authentication> {
    this.reset();
    return this.authenticate();
  }

  get authentication(): Authentication {
    if (!this.authenticated) throw new Error('The request has not been authenticated.');
    return this.authenticated;
  }

  async clearCookiesOfEndedSession(): Promise<void> {
    const isByCookie = this.transport.accessTokens.length > 0 && !this.request.headers.authorization;
    if (!isByCookie || this.authenticated?.state !== 'authenticated') return;
    const now = await this.check();
    if (now.state === 'refused' && now.reason !== 'TOKEN_EXPIRED') this.transport.clear();
  }

  get presented(): PresentedToken {
    return this.present();
  }

  get em(): EntityManager {
    this.forked ??= this.rootEm.fork();
    return this.forked;
  }

  get record(): RequestRecord {
    return this.request.record;
  }

  get acceptLanguage(): string | undefined {
    return this.request.headers['accept-language'];
  }

  get users(): UserLoader {
    this.userLoader ??= createUserLoader(this.em);
    return this.userLoader;
  }

  get actor(): Actor {
    const { authentication, device } = this;
    if (authentication.state === 'machine') {
      const { machine, token } = authentication;
      return { userId: null, serviceAccountId: machine.id, apiKeyId: token.clientId, device };
    }
    return { userId: authentication.state === 'authenticated' ? authentication.user.id : null, device };
  }

  get device(): Device {
    const userAgent = this.request.headers['user-agent']?.slice(0, 512) ?? null;
    return { ipAddress: this.request.clientAddress, userAgent };
  }

  private async checkAndRemember(): Promise<Authentication> {
    const authentication = await this.check();
    if (authentication.state === 'authenticated') this.record.userId = authentication.user.id;
    if (authentication.state === 'machine') this.record.serviceAccountId = authentication.machine.id;
    this.authenticated = authentication;
    return authentication;
  }
}
