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
