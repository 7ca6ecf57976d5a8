import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { refuse } from '../../api/error-result.js';
import type { JsonObject } from '../../api/json-object.js';
import { InvalidPasskeyError, PasskeyProblem } from '../../api/passkey-errors.js';
import { addSeconds, type Clock } from '../../clock.js';
import { randomToken } from '../../security/token-derivation.js';
import { CeremonyKind, PendingCeremony } from './passkey.entities.js';
import { CEREMONY_TTL_SECONDS } from './webauthn.js';

/** What a ceremony is bound to. */
export interface CeremonyBinding {
  readonly kind: CeremonyKind;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly loginDigest?: string;
  readonly userHandle?: string;
  readonly email?: string;
  readonly username?: string | null;
}

/** What a client passes to the browser, and how it refers to it afterwards. */
export interface StartedCeremony {
  readonly id: string;
  readonly options: JsonObject;
  readonly expiresAt: Date;
}

/** A ceremony that was just used up. */
export interface UsedCeremony {
  readonly kind: CeremonyKind;
  readonly challenge: string;
  readonly userId: string | null;
  readonly loginDigest: string | null;
  readonly userHandle: string | null;
  readonly email: string | null;
  readonly username: string | null;
}

/** Keeps track of what authenticators were asked to sign. In the database: any instance may get the response. */
export class PasskeyCeremonies {
  constructor(private readonly clock: Clock) {}

  /**
   * A ceremony of a session takes the place of an earlier one of its kind.
   *
   * @param optionsFor what the browser is to be passed, given the challenge.
   */
  async start(
    em: EntityManager,
    { userId, ...binding }: CeremonyBinding,
    optionsFor: (challenge: string) => Promise<JsonObject>,
  ): Promise<StartedCeremony> {
    const { kind, sessionId } = binding;
    const [id, expiresAt] = [uuidv7(), addSeconds(this.clock(), CEREMONY_TTL_SECONDS)];
    const challenge = randomToken();
    const options = await optionsFor(challenge);
    if (sessionId) await em.nativeDelete(PendingCeremony, { kind, sessionId });
    await em.insert(PendingCeremony, { id, challenge, user: userId ?? null, ...binding, expiresAt });
    return { id, options, expiresAt };
  }

  /**
   * Uses a ceremony up, before anything is verified: one conditional statement, so that of many simultaneous responses
   * one finds it. Not in a transaction, with which that would be undone.
   *
   * @param binding what it must be bound to. One of someone else is not used up.
   * @throws {ExpectedError} InvalidPasskeyError.
   */
  async use(
    em: EntityManager,
    id: string,
    kinds: readonly CeremonyKind[],
    { userId, sessionId }: Omit<CeremonyBinding, 'kind'> = {},
  ): Promise<UsedCeremony> {
    const isOwn =
      userId && sessionId ? sql`user_id = ${userId} and session_id = ${sessionId}` : sql`session_id is null`;
    const [used] = isUuid(id)
      ? await (em as SqlEntityManager).execute<UsedCeremony[]>(sql`
          delete from passkey_ceremonies
          where id = ${id} and kind in (${kinds}) and expires_at > ${this.clock()} and ${isOwn}
          returning kind, challenge, user_id as "userId", login_digest as "loginDigest", user_handle as "userHandle",
            email, username`)
      : [];
    if (!used) throw refuse(new InvalidPasskeyError(PasskeyProblem.EXPIRED));
    return used;
  }

  /** The handle that a registration under way has given to a user: two at the same time must agree. */
  async handleOf(tx: EntityManager, userId: string): Promise<string | undefined> {
    const open = { user: userId, kind: CeremonyKind.REGISTRATION, expiresAt: { $gt: this.clock() } };
    const ceremony = await tx.findOne(PendingCeremony, open, { disableIdentityMap: true });
    return ceremony?.userHandle ?? undefined;
  }
}
