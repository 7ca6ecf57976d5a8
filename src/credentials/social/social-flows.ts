import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { addSeconds, type Clock } from '../../clock.js';
import { digestOf, randomToken } from '../../security/token-derivation.js';
import type { AuthorizationRequest } from './identity-provider.js';
import { SocialFlow } from './social.entities.js';

const FLOW_TTL_SECONDS = 600;
const FLOW_ID_LENGTH = 16;

/** What a flow is bound to besides the browser. */
export interface FlowBinding {
  readonly provider: string;
  readonly returnTo: string | null;
  /** Who links an identity, in which session; nobody of a login. */
  readonly linking?: FlowLinking | undefined;
}

export interface FlowLinking {
  readonly userId: string;
  readonly sessionId: string;
}

/** A login at a provider that the browser is to begin. */
export interface StartedFlow {
  /** What browsers know it by, one for each tab. Not a secret. */
  readonly id: string;
  /** What only the browser has that began: the login is completed by it alone. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly request: AuthorizationRequest;
}

/** A flow that was just used up. */
export interface UsedFlow {
  readonly provider: string;
  readonly returnTo: string | null;
  readonly request: AuthorizationRequest;
}

/** What the flow of a callback is known by to the browser. */
export function flowIdOf(state: string): string {
  return digestOf(state).slice(0, FLOW_ID_LENGTH);
}

/** Keeps track of logins at providers. In the database: any instance may get the callback. */
export class SocialFlows {
  constructor(private readonly clock: Clock) {}

  /** A flow that is not stored yet. */
  prepare(): StartedFlow {
    // As long as a code verifier has to be, too: RFC 7636 §4.1.
    const request = { state: randomToken(), nonce: randomToken(), codeVerifier: randomToken() };
    const expiresAt = addSeconds(this.clock(), FLOW_TTL_SECONDS);
    return { id: flowIdOf(request.state), token: randomToken(), expiresAt, request };
  }

  async store(em: EntityManager, { token, expiresAt, request }: StartedFlow, binding: FlowBinding): Promise<void> {
    const { state, nonce, codeVerifier } = request;
    const { provider, returnTo, linking } = binding;
    const digests = { stateDigest: digestOf(state), flowDigest: digestOf(token) };
    const bound = { provider, returnTo, user: linking?.userId ?? null, sessionId: linking?.sessionId ?? null };
    await em.insert(SocialFlow, { ...digests, nonce, codeVerifier, ...bound, expiresAt });
  }

  /**
   * Uses a flow up, before anything is verified: one conditional statement, so that of many simultaneous callbacks one
   * finds it. Not in a transaction, with which that would be undone. A flow of another browser, or of another session,
   * is not used up.
   *
   * @returns undefined if there is none.
   */
  async use(em: EntityManager, state: string, token: string, linking?: FlowLinking): Promise<UsedFlow | undefined> {
    const isOwn = linking
      ? sql`user_id = ${linking.userId} and session_id = ${linking.sessionId}`
      : sql`session_id is null`;
    const [used] = await (em as SqlEntityManager).execute<
      (Omit<AuthorizationRequest, 'state'> & Omit<UsedFlow, 'request'>)[]
    >(sql`
      delete from social_flows
      where state_digest = ${digestOf(state)} and flow_digest = ${digestOf(token)} and expires_at > ${this.clock()}
        and ${isOwn}
      returning provider, return_to as "returnTo", nonce, code_verifier as "codeVerifier"`);
    if (!used) return undefined;
    const { nonce, codeVerifier, ...flow } = used;
    return { ...flow, request: { state, nonce, codeVerifier } };
  }
}
