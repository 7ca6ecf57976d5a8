import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';
import { User } from '../users/user.entity.js';

/** What a token from an email can be used for. */
export enum MailTokenPurpose {
  VERIFY_EMAIL = 'VERIFY_EMAIL',
  CHANGE_EMAIL = 'CHANGE_EMAIL',
  RESET_PASSWORD = 'RESET_PASSWORD',
  UNDO_EMAIL_CHANGE = 'UNDO_EMAIL_CHANGE',
  INVITATION = 'INVITATION',
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

/** The condition of SQL for an email whose last attempt failed. */
const FAILED = 'last_problem is not null';
/**
 * A login that awaits what was sent to an email address. It is stored for every address, whether or not that belongs to
 * an account.
 */
@Entity({ tableName: 'email_logins' })
export class EmailLogin {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256, in hexadecimal digits, of the token that the client holds which requested the email. */
  @Property({ type: 'char', length: 64 })
  @Unique({ name: 'email_logins_flow_digest_unique' })
  flowDigest!: string;

  @Index()
  @Property({ type: 'varchar', length: 254, collation: 'C' })
  email!: string;

  /** HMAC-SHA-256, for a code is too easy to guess for a plain digest. Null if the email contains none. */
  @Property({ type: 'char', length: 43, nullable: true })
  codeDigest: string | null = null;

  /** SHA-256 of the token in the link, in hexadecimal digits. Null if the email contains none. */
  @Property({ type: 'char', length: 64, nullable: true })
  tokenDigest: string | null = null;

  @Property({ type: 'int' })
  attempts!: number;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Opt<Date> | null = null;
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
  TEST = 'TEST',
  IDENTITY_LINKED = 'IDENTITY_LINKED',
  IDENTITY_UNLINKED = 'IDENTITY_UNLINKED',
  ACCOUNT_REPLACED = 'ACCOUNT_REPLACED',
  LOGIN_CODE = 'LOGIN_CODE',
  LOGIN_LINK = 'LOGIN_LINK',
  API_KEY_EXPIRES = 'API_KEY_EXPIRES',
  WEBHOOK_DISABLED = 'WEBHOOK_DISABLED',
  INVITATION = 'INVITATION',
}

registerEnumType(MailTemplate, {
  name: 'EmailKind',
  description: 'What an email is about.',
  valuesConfig: {
    VERIFY_EMAIL: { description: 'Verifies the address of a new account.' },
    ACCOUNT_EXISTS: { description: 'Says that the address already has an account.' },
    RESET_PASSWORD: { description: 'Has a link to set a password.' },
    PASSWORD_CHANGED: { description: 'Reports that the password was changed.' },
    CONFIRM_NEW_EMAIL: { description: 'Confirms a new address.' },
    EMAIL_CHANGE_REQUESTED: { description: 'Reports that a new address was requested.' },
    EMAIL_CHANGED: { description: 'Reports to the previous address that it was changed.' },
    SECOND_FACTOR_ADDED: { description: 'Reports that an authenticator app was added.' },
    SECOND_FACTOR_REMOVED: { description: 'Reports that an authenticator app was removed.' },
    SECOND_FACTORS_RESET: { description: 'Reports that all second factors were removed.' },
    RECOVERY_CODE_USED: { description: 'Reports that a recovery code was used.' },
    RECOVERY_CODES_RENEWED: { description: 'Reports that the recovery codes were replaced.' },
    PASSKEY_ADDED: { description: 'Reports that a passkey was added.' },
    PASSKEY_REMOVED: { description: 'Reports that a passkey was removed.' },
    TEST: { description: 'Shows that the server sends emails.' },
    IDENTITY_LINKED: { description: 'Reports that an account at another provider was linked.' },
    IDENTITY_UNLINKED: { description: 'Reports that an account at another provider was unlinked.' },
    ACCOUNT_REPLACED: { description: 'Reports that an unverified account with the address was deleted.' },
    LOGIN_CODE: { description: 'Has a code to sign in with.' },
    LOGIN_LINK: { description: 'Has a link to sign in with, and a code if the server offers both.' },
    API_KEY_EXPIRES: { description: 'Says that an API key expires within a week.' },
    WEBHOOK_DISABLED: { description: 'Reports that the server has disabled a webhook.' },
    INVITATION: { description: 'Invites the user of a new account to set a password.' },
  },
});

/** An email to be sent, deleted once it was. It contains no secret, because the token is issued on sending. */
@ObjectType('OutgoingEmail', {
  implements: Node,
  description: 'An email that waits to be sent. Once it was, it is gone; so is one that could not be sent for a day.',
})
@Entity({ tableName: 'outgoing_mails' })
@Index({ name: 'outgoing_mails_failed_index', properties: ['id'], where: FAILED })
export class OutgoingMail extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Field(() => MailTemplate, { name: 'kind', description: 'What it is about.' })
  @Enum({ items: () => MailTemplate })
  template!: MailTemplate;

  @Field(() => String, { description: 'The address that it goes to.' })
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

  /** The login that it is awaited by. */
  @Index()
  @ManyToOne(() => EmailLogin, { nullable: true, deleteRule: 'cascade' })
  login: EmailLogin | null = null;

  /** From where it was requested. */
  @Property({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null = null;

  /** Of deviceName(): never text that a client has sent. */
  @Property({ type: 'varchar', length: 50, nullable: true })
  device: string | null = null;

  @Field(() => Date, { description: 'When it was requested.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Int, { description: 'How often the server has tried to send it.' })
  @Property({ type: 'int' })
  attempts!: number;

  @Field(() => Date, { description: 'When it will be tried next, or at the latest if it is just being sent.' })
  @Index()
  @Property({ type: 'timestamptz' })
  nextAttemptAt!: Date;

  /** Of problemOf(): codes, never what the mail server said, which may quote the recipient. Null while it is being sent. */
  @Field(() => String, { nullable: true, description: 'Why the last attempt failed. Null if it did not.' })
  @Property({ type: 'varchar', length: 200, nullable: true })
  lastProblem: string | null = null;
}
