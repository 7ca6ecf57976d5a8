import type { EntityManager } from '@mikro-orm/core';
import type { Device } from '../security/device.js';
import type { IssuedTokens, SessionTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import type { KnownNetworks } from './known-networks.js';

/** The one way to a session: every way of proving who someone is ends here. */
export class SignIn {
  constructor(
    private readonly sessionTokens: SessionTokens,
    private readonly knownNetworks: KnownNetworks,
  ) {}

  /** Starts a session for a user whom the caller has locked, or created in the same transaction. */
  async start(tx: EntityManager, user: User, device: Device): Promise<IssuedTokens> {
    return this.sessionTokens.start(tx, user, device, this.knownNetworks.remembering(user, device.ipAddress));
  }
}
