import { type EntityManager, type RawQueryFragment, sql } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Clock } from '../clock.js';
import { networkOf } from '../security/device.js';
import type { TokenDerivation } from '../security/token-derivation.js';
import { User } from '../users/user.entity.js';

/** A network that a user signed in from. It outlives the sessions, for their owner may come back after a long time. */
@Entity({ tableName: 'known_networks' })
export class KnownNetwork {
  @ManyToOne(() => User, { primary: true, deleteRule: 'cascade' })
  user!: User;

  /** HMAC-SHA-256, by a key that the database does not have: addresses are so few that a digest would give them away. */
  @PrimaryKey({ type: 'char', length: 43 })
  fingerprint!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  lastLoginAt!: Date;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The networks that users signed in from before. They are forgotten with the key that was the first one then. */
export class KnownNetworks {
  constructor(
    private readonly em: EntityManager,
    private readonly derivation: TokenDerivation,
    private readonly clock: Clock,
  ) {}

  /** Whether the user signed in from there. The same work for a user who does not exist. */
  async has(userId = NOBODY, network: string): Promise<boolean> {
    const fingerprints = this.derivation.deriveByEachKey(about(userId, network));
    return (await this.em.fork().count(KnownNetwork, { user: userId, fingerprint: fingerprints })) > 0;
  }

  /** Remembers a network: a part of the statement that starts a session. Nothing where the address is unknown. */
  remembering(user: User, ipAddress: string | null): RawQueryFragment[] {
    if (!ipAddress) return [];
    const fingerprint = this.derivation.derive(about(user.id, networkOf(ipAddress)));
    return [
      sql`insert into known_networks (user_id, fingerprint, last_login_at) values (${user.id}, ${fingerprint}, ${this.clock()})
        on conflict (user_id, fingerprint) do update set last_login_at = excluded.last_login_at`,
    ];
  }
}

/** What a fingerprint is of: one network of two users has two. */
function about(userId: string, network: string): string {
  return `${userId} ${network}`;
}
