import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Why tokens were blacklisted, and a session ended. */
export enum BlacklistReason {
  LOGOUT = 'LOGOUT',
  LOGOUT_ALL = 'LOGOUT_ALL',
  REFRESH_TOKEN_REUSE = 'REFRESH_TOKEN_REUSE',
  SESSION_REVOKED = 'SESSION_REVOKED',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  PASSWORD_RESET = 'PASSWORD_RESET',
  EMAIL_CHANGE_UNDONE = 'EMAIL_CHANGE_UNDONE',
  ENDED_BY_ADMINISTRATOR = 'ENDED_BY_ADMINISTRATOR',
  DEACTIVATED = 'DEACTIVATED',
  ACCOUNT_DELETED = 'ACCOUNT_DELETED',
  ENDED_BY_OPERATOR = 'ENDED_BY_OPERATOR',
  SESSION_LIMIT = 'SESSION_LIMIT',
  SECOND_FACTOR_ENABLED = 'SECOND_FACTOR_ENABLED',
  SECOND_FACTORS_RESET = 'SECOND_FACTORS_RESET',
}

/** Access tokens that are refused although they have not expired. */
@Entity({ tableName: 'blacklisted_tokens' })
export class BlacklistedToken {
  /** The `jti` of one access token, or the `sid` that all access tokens of a session carry. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** No foreign key: the row outlives a deleted user. */
  @Property({ type: 'uuid' })
  userId!: string;

  @Enum({ items: () => BlacklistReason })
  reason!: BlacklistReason;

  @Property({ type: 'timestamptz' })
  blacklistedAt!: Date;

  /** When the last token that this row covers has expired, and the row with it. */
  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}
