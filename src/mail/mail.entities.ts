import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { User } from '../users/user.entity.js';

/** What a token from a mail is good for. */
export enum MailTokenPurpose {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  CHANGE_EMAIL = 'CHANGE_EMAIL',
  RESET_PASSWORD = 'RESET_PASSWORD',
  UNDO_EMAIL_CHANGE = 'UNDO_EMAIL_CHANGE',
}

/** Proves, once, that somebody reads the mail of an address. The token itself is stored nowhere. */
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

  /** The address that it was sent to. */
  @Property({ type: 'varchar', length: 254 })
  email!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;
}

/** The mails that there are. */
export enum MailTemplate {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  ACCOUNT_EXISTS = 'ACCOUNT_EXISTS',
  RESET_PASSWORD = 'RESET_PASSWORD',
  PASSWORD_CHANGED = 'PASSWORD_CHANGED',
  CONFIRM_NEW_EMAIL = 'CONFIRM_NEW_EMAIL',
  EMAIL_CHANGE_REQUESTED = 'EMAIL_CHANGE_REQUESTED',
  EMAIL_CHANGED = 'EMAIL_CHANGED',
}

/** A mail that is still to be sent; it is deleted once it was. It holds no secret: what goes into it is made on sending. */
@Entity({ tableName: 'outgoing_mails' })
export class OutgoingMail {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Enum({ items: () => MailTemplate })
  template!: MailTemplate;

  @Property({ type: 'varchar', length: 254 })
  recipient!: string;

  /** The user it concerns, where the recipient's address does not tell. No foreign key: it may go before the mail does. */
  @Property({ type: 'uuid', nullable: true })
  userId: string | null = null;

  /** The token that an earlier attempt issued for this mail. */
  @Index()
  @ManyToOne(() => MailToken, { nullable: true, deleteRule: 'set null' })
  token: MailToken | null = null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'int' })
  attempts!: number;

  @Index()
  @Property({ type: 'timestamptz' })
  nextAttemptAt!: Date;
}
