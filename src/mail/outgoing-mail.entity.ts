import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { MailToken } from './mail-token.entity.js';

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
