import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { User } from '../users/user.entity.js';

/** What a token from an email can be used for. */
export enum MailTokenPurpose {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  CHANGE_EMAIL = 'CHANGE_EMAIL',
  RESET_PASSWORD = 'RESET_PASSWORD',
  UNDO_EMAIL_CHANGE = 'UNDO_EMAIL_CHANGE',
}

/** Proves, once, that someone reads the email of an address. The token itself is not stored. */
@Entity({ tableName: 'mail_tokens' })
export class MailToken {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the token, in hexadecimal digits. */
  @Property({ type: 'char', length: 64 })
  @Unique({ name: 'mail_tokens_digest_unique' })
  digest!: string;

  @Enum({ items: () => MailTokenPurpose })
  purpose!: MailTokenPurpose;

  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  /** The address it was sent to. */
  @Property({ type: 'varchar', length: 254 })
  email!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;
}

export enum MailTemplate {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  ACCOUNT_EXISTS = 'ACCOUNT_EXISTS',
  RESET_PASSWORD = 'RESET_PASSWORD',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  CONFIRM_NEW_EMAIL = 'CONFIRM_NEW_EMAIL',
  EMAIL_CHANGE_REQUESTED = 'EMAIL_CHANGE_REQUESTED',
  EMAIL_CHANGED = 'EMAIL_CHANGED',
  SECOND_FACTOR_ADDED = 'SECOND_FACTOR_ADDED',
  SECOND_FACTOR_REMOVED = 'SECOND_FACTOR_REMOVED',
  SECOND_FACTORS_RESET = 'SECOND_FACTORS_RESET',
  RECOVERY_CODE_USED = 'RECOVERY_CODE_USED',
  RECOVERY_CODES_RENEWED = 'RECOVERY_CODES_RENEWED',
  PASSKEY_ADDED = 'PASSKEY_ADDED',
  PASSKEY_REMOVED = 'PASSKEY_REMOVED',
}

/** An email to be sent, deleted once it was. It contains no secret, because the token is issued on sending. */
@Entity({ tableName: 'outgoing_mails' })
export class OutgoingMail {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Enum({ items: () => MailTemplate })
  template!: MailTemplate;

  @Property({ type: 'varchar', length: 254 })
  recipient!: string;

  /**
   * The user it concerns, if the recipient's address does not identify them. No foreign key: the user may be deleted
   * before the email is.
   */
  @Property({ type: 'uuid', nullable: true })
  userId: string | null = null;

  /** The token that an earlier attempt issued for this email. */
  @Index()
  @ManyToOne(() => MailToken, { nullable: true, deleteRule: 'set null' })
  token: MailToken | null = null;

  /** From where it was requested. */
  @Property({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null = null;

  /** Of deviceName(): never text that a client has sent. */
  @Property({ type: 'varchar', length: 50, nullable: true })
  device: string | null = null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'int' })
  attempts!: number;

  @Index()
  @Property({ type: 'timestamptz' })
  nextAttemptAt!: Date;
}
