import type { EntityManager } from '@mikro-orm/core';
import type { Clock } from '../clock.js';
import { digestOf } from '../digest.js';
import type { User } from '../users/user.entity.js';
import { KnownNetwork } from './known-network.entity.js';
import { networkOf } from './network.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The networks that users signed in from before. */
export class KnownNetworks {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Whether the user signed in from there. The same work for a user who does not exist. */
  async has(userId = NOBODY, ipAddress: string | null): Promise<boolean> {
    return (await this.em.fork().count(KnownNetwork, { user: userId, networkDigest: networkDigestOf(ipAddress) })) > 0;
  }

  /** Wants to run inside the transaction of a login, which holds the user, or of a registration. */
  async remember(tx: EntityManager, user: User, ipAddress: string | null): Promise<void> {
    if (!ipAddress) return;
    const networkDigest = networkDigestOf(ipAddress);
    const known = await tx.findOne(KnownNetwork, { user: user.id, networkDigest });
    if (known) known.lastLoginAt = this.clock();
    else tx.create(KnownNetwork, { user, networkDigest, lastLoginAt: this.clock() });
  }
}

function networkDigestOf(ipAddress: string | null): string {
  return digestOf(networkOf(ipAddress));
}
