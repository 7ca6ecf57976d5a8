import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../api/error-result.js';
import { InvalidChallengeError } from '../../api/expected-errors.js';
import { AccountLinkRequiredError } from '../../api/social-errors.js';
import { addSeconds, type Clock } from '../../clock.js';
import { MailTemplate } from '../../mail/mail.entities.js';
import type { MailOutbox } from '../../mail/mail-outbox.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { Device } from '../../security/device.js';
import { digestOf, randomToken } from '../../security/token-derivation.js';
import type { User } from '../../users/user.entity.js';
import type { IdentityProviders, ProvenIdentity } from './identity-provider.js';
import { Identity, IdentityLink } from './social.entities.js';

const LINK_TTL_SECONDS = 600;
/** Which account at a provider it is, and the address it had last. */
type IdentityKey = Pick<ProvenIdentity, 'issuer' | 'subject' | 'email'>;

export interface IdentityServices {
  readonly providers: IdentityProviders;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** The accounts at providers that sign in to accounts here. An address never says whose one is: issuer and subject do. */
export class Identities {
  constructor(private readonly services: IdentityServices) {}

  list(em: EntityManager, userId: string): Promise<Identity[]> {
    return em.find(Identity, { user: userId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  }

  find(em: EntityManager, { issuer, subject }: IdentityKey): Promise<Identity | null> {
    return em.findOne(Identity, { issuer, subject }, { refresh: true });
  }

  /** How many can sign in, besides the one with an id. */
  async countUsable(tx: EntityManager, userId: string, exceptId: string): Promise<number> {
    const others = await tx.find(Identity, { user: userId, id: { $ne: exceptId } });
    return others.filter(({ issuer }) => this.services.providers.isConfigured(issuer)).length;
  }

  async removeAddedSince(tx: EntityManager, { id }: User, since: Date): Promise<void> {
    await tx.nativeDelete(Identity, { user: id, createdAt: { $gte: since } });
  }

  /** Adds an identity to a user whom the transaction has created. */
  add(tx: EntityManager, user: User, { issuer, subject, email }: IdentityKey, device: Device): Identity {
    const { audit, clock } = this.services;
    audit.success(tx, AuditEventKind.IDENTITY_LINKED, { userId: user.id, device }, user.id);
    return tx.create(Identity, { id: uuidv7(), user, issuer, subject, email, createdAt: clock() });
  }

  /** Adds an identity to a user whom the transaction holds, and notifies the user. */
  async link(tx: EntityManager, user: User, key: IdentityKey, device: Device): Promise<Identity> {
    await this.services.outbox.notify(tx, MailTemplate.IDENTITY_LINKED, user, { device });
    return this.add(tx, user, key, device);
  }

  /** Records that an identity has signed its user in. */
  recordUse(identity: Identity, { email }: IdentityKey): void {
    identity.lastUsedAt = this.services.clock();
    identity.email = email;
  }

  /**
   * Lets the user of an account link an identity, by logging in.
   *
   * @param returnTo what the front end needs afterwards.
   */
  offerLink(tx: EntityManager, user: User, key: IdentityKey, returnTo: string | null): AccountLinkRequiredError {
    const token = randomToken();
    const expiresAt = addSeconds(this.services.clock(), LINK_TTL_SECONDS);
    const { issuer, subject, email } = key;
    tx.create(IdentityLink, { digest: digestOf(token), user, issuer, subject, email, expiresAt });
    return new AccountLinkRequiredError(token, expiresAt, returnTo);
  }

  /**
   * Finds the offer of a token for a user who has proven the first factor. It is kept for as long as the second may take.
   *
   * @returns what `completeLink` needs.
   * @throws {ExpectedError} InvalidChallengeError: it is unknown, used or expired, or for another account.
   */
  async requireLink(tx: EntityManager, user: User, token: string, keptSeconds: number): Promise<string> {
    const digest = digestOf(token);
    const now = this.services.clock();
    const offer = await tx.findOne(IdentityLink, { digest, user: user.id, expiresAt: { $gt: now } });
    if (!offer) throw refuse(new InvalidChallengeError());
    const needed = addSeconds(now, keptSeconds);
    if (offer.expiresAt < needed) offer.expiresAt = needed;
    return digest;
  }

  /**
   * Links what was offered to a user whom the transaction holds, and who has proven everything. Does nothing if another
   * login has done it meanwhile, or another account has the identity.
   */
  async completeLink(tx: EntityManager, user: User, digest: string, device: Device): Promise<void> {
    await tx.flush();
    const [offer] = await (tx as SqlEntityManager).execute<IdentityKey[]>(sql`
      delete from identity_links where digest = ${digest} and user_id = ${user.id} and expires_at > ${this.services.clock()}
      returning issuer, subject, email`);
    if (offer && !(await this.find(tx, offer))) await this.link(tx, user, offer, device);
  }

  /**
   * Uses an ID token up. It is known by what is signed: the signature can be written in several ways, and one of ECDSA has a
   * second one that is valid, too.
   *
   * @returns whether it was the first time.
   */
  async useIdToken(em: EntityManager, idToken: string, expiresAt: Date): Promise<boolean> {
    const signed = idToken.slice(0, idToken.lastIndexOf('.'));
    const [used] = await (em as SqlEntityManager).execute<unknown[]>(sql`
      insert into used_id_tokens (digest, expires_at) values (${digestOf(signed)}, ${expiresAt})
      on conflict (digest) do nothing returning digest`);
    return used !== undefined;
  }
}
