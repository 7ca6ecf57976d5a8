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
@Index({ name: 'blacklisted_tokens_transaction_id_index', properties: ['transactionId', 'id'] })
export class BlacklistedToken {
  /**
   * The `jti` of one access token, or what several carry: the `sid` of a session or of the activation of a service
   * account, or the `client_id` of an API key.
   */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Null of machines. No foreign key: the row outlives a deleted user. */
  @Property({ type: 'uuid', nullable: true })
  userId: string | null = null;

  @Enum({ items: () => BlacklistReason })
  reason!: BlacklistReason;

  @Property({ type: 'timestamptz' })
  blacklistedAt!: Date;

  /** When the last token that this row covers has expired, and the row with it. */
  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  /** The transaction that wrote the row; null of rows from before this column. By it, readers find what is new to them. */
  @Property({ type: 'string', columnType: 'xid8', nullable: true, defaultRaw: 'pg_current_xact_id()' })
  transactionId: string | null = null;
}
