import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Clock } from '../../clock.js';
import { type Config, ConfigError } from '../../config/config.js';
import { lockText } from '../../database/statements.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { type Actor, type AuditTrail, NO_ACTOR } from '../../security/audit-trail.js';
import type { TokenDerivation } from '../../security/token-derivation.js';
import { parseEmail } from '../../users/email.js';
import { Role, User } from '../../users/user.entity.js';

/** What the token is derived from: each instance with the same signing keys derives the same one. */
const TOKEN_SOURCE = 'claim';

export interface FirstAdministratorOptions {
  readonly derivation: TokenDerivation;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  /** In canonical form: the address whose owner becomes the administrator. */
  readonly adminEmail: string | undefined;
  /** Whether there is a token at all: not in production. */
  readonly offersToken: boolean;
}

/** @throws {ConfigError} ADMIN_EMAIL is not an email address. */
export function createFirstAdministrator(
  { adminEmail, nodeEnv }: Pick<Config, 'adminEmail' | 'nodeEnv'>,
  parts: Pick<FirstAdministratorOptions, 'derivation' | 'audit' | 'clock'>,
): FirstAdministrator {
  const { address, problem } = adminEmail ? parseEmail(adminEmail) : {};
  if (problem) throw new ConfigError([`ADMIN_EMAIL: ${problem.message}`]);
  return new FirstAdministrator({ ...parts, adminEmail: address, offersToken: nodeEnv !== 'production' });
}

/** Lets one user become an administrator while there is none. Any administrator counts, deactivated ones too. */
export class FirstAdministrator {
  constructor(private readonly options: FirstAdministratorOptions) {}

  /** @returns the token for who starts the server; undefined in production, and once there is an administrator. */
  async token(em: EntityManager): Promise<string | undefined> {
    const { derivation, offersToken } = this.options;
    if (!offersToken || !(await this.isMissing(em))) return undefined;
    return derivation.derive(TOKEN_SOURCE);
  }

  accepts(token: string): boolean {
    const { derivation, offersToken } = this.options;
    return offersToken && derivation.derives(TOKEN_SOURCE, token);
  }

  /** Whether to verify this address makes its owner the administrator. */
  async isOffered(em: EntityManager, email: string): Promise<boolean> {
    return email === this.options.adminEmail && (await this.isMissing(em));
  }

  /** Makes a user, whom the transaction has locked, the administrator if their verified address is `ADMIN_EMAIL`. */
  async appointByEmail(tx: EntityManager, user: User): Promise<void> {
    if (await this.isOffered(tx, user.email)) await this.appoint(tx, user, NO_ACTOR);
  }

  /**
   * Makes a user, whom the transaction has locked, the administrator, unless there is one. Of two at the same moment the
   * second one waits for the first one's transaction, and is refused.
   *
   * @returns whether it did.
   */
  async appoint(tx: EntityManager, user: User, actor: Actor): Promise<boolean> {
    const { audit, clock } = this.options;
    await tx.flush();
    await lockText(tx as SqlEntityManager, 'first administrator');
    const appointed = await (tx as SqlEntityManager).execute<object[]>(sql`
      update users set role = ${Role.ADMIN}, updated_at = ${clock()} where id = ${user.id}
        and not exists (select 1 from users where role = ${Role.ADMIN}) returning id`);
    if (appointed.length === 0) return false;
    await tx.refresh(user);
    audit.success(tx, AuditEventKind.ROLE_CHANGED, actor, user.id);
    return true;
  }

  private async isMissing(em: EntityManager): Promise<boolean> {
    return (await em.count(User, { role: Role.ADMIN })) === 0;
  }
}
