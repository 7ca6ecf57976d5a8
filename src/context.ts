import { isIP } from 'node:net';
import type { EntityManager } from '@mikro-orm/core';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './audit/audit-trail.js';
import { ANONYMOUS, type Authentication, type Caller } from './authentication.js';
import type { Device } from './device.js';
import type { AccessTokens } from './tokens/access-token.js';
import { parseBearerHeader } from './tokens/bearer-token.js';
import type { FindTokenUser } from './users/token-user.js';

/** What resolvers know of a request. */
export interface Context extends Caller {
  /** Looks again who sends the request: an operation before in the same document may have taken long, or signed out. */
  authenticateAgain(): Promise<void>;
}

/** Builds a request's context: Bearer token -> blacklist -> current user. */
export class ContextBuilder {
  constructor(
    private readonly em: EntityManager,
    private readonly accessTokens: AccessTokens,
    private readonly findTokenUser: FindTokenUser,
  ) {}

  /** @param authorization what stands for the header where there is none: a WebSocket in a browser. */
  async build(request: FastifyRequest, authorization = request.headers.authorization): Promise<Context> {
    const authenticate = () => this.authenticate(authorization);
    return new RequestContext(this.em, request, authenticate, await authenticate());
  }

  private async authenticate(header: string | undefined): Promise<Authentication> {
    const bearer = parseBearerHeader(header);
    if (bearer.kind === 'absent') return ANONYMOUS;
    if (bearer.kind === 'malformed') return { state: 'refused', reason: 'TOKEN_MALFORMED' };
    const token = this.accessTokens.verify(bearer.token);
    if (typeof token === 'string') return { state: 'refused', reason: token };
    const found = await this.findTokenUser(token);
    return typeof found === 'string'
      ? { state: 'refused', reason: found }
      : { state: 'authenticated', user: found, token };
  }
}

/** Forks the EntityManager at its first use: `me`, the most frequent request, needs none. */
class RequestContext implements Context {
  private forked: EntityManager | undefined;

  constructor(
    private readonly rootEm: EntityManager,
    private readonly request: FastifyRequest,
    private readonly authenticate: () => Promise<Authentication>,
    public authentication: Authentication,
  ) {}

  async authenticateAgain(): Promise<void> {
    this.authentication = await this.authenticate();
  }

  get em(): EntityManager {
    this.forked ??= this.rootEm.fork();
    return this.forked;
  }

  get actor(): Actor {
    const { authentication, device } = this;
    return { userId: authentication.state === 'authenticated' ? authentication.user.id : null, device };
  }

  private get device(): Device {
    const userAgent = this.request.headers['user-agent']?.slice(0, 512) ?? null;
    // A proxy that is believed may still pass on what its client has made up.
    return { ipAddress: isIP(this.request.ip) ? this.request.ip : null, userAgent };
  }
}
