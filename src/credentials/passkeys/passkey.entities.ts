import { BigIntType, type Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../api/node.js';
import { User } from '../../users/user.entity.js';
import { MAX_NAME_LENGTH } from '../factor-name.js';

/** Of 1023 bytes, the most that WebAuthn allows, in base64url. */
export const MAX_CREDENTIAL_ID_LENGTH = 1364;

/** Of 64 bytes, in base64url. */
const USER_HANDLE_LENGTH = 86;

@ObjectType({ implements: Node, description: 'A passkey: a key pair that signs in to an account (WebAuthn).' })
@Entity({ tableName: 'passkeys' })
export class Passkey extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  /** In base64url, as its authenticator chose it. */
  @Property({ type: 'varchar', length: MAX_CREDENTIAL_ID_LENGTH, collation: 'C', hidden: true })
  @Unique({ name: 'passkeys_credential_id_unique' })
  credentialId!: string;

  /** A COSE key: RFC 9052 §7. */
  @Property({ type: 'blob', hidden: true })
  publicKey!: Uint8Array;

  /** What authenticators know the user by, in base64url: random, so it says nothing about the account. */
  @Property({ type: 'char', length: USER_HANDLE_LENGTH, hidden: true })
  userHandle!: string;

  /** How often it signed, as its authenticator counts; 0 where it does not count. */
  @Property({ type: new BigIntType('number'), hidden: true })
  counter!: number;

  @Field(() => String, { description: 'What the user calls it.' })
  @Property({ type: 'varchar', length: MAX_NAME_LENGTH })
  name!: string;

  @Field(() => Date, { description: 'When it was added.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used, if it was.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;

  @Field(() => Boolean, {
    description: 'Whether it can be on several devices of the user, rather than on one only.',
  })
  @Property({ type: 'boolean' })
  isSynced!: boolean;

  @Field(() => Boolean, { description: 'Whether there was a copy of it when it was last used.' })
  @Property({ type: 'boolean' })
  isBackedUp!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The model of its authenticator, a UUID. Null if the authenticator did not say; it is not verified.',
  })
  @Property({ type: 'uuid', nullable: true })
  aaguid: string | null = null;

  @Field(() => [String], {
    description: 'How browsers can reach its authenticator, such as `internal`, `hybrid` and `usb`.',
  })
  @Property({ type: 'array' })
  transports!: string[];
}

export enum CeremonyKind {
  REGISTRATION = 'REGISTRATION',
  LOGIN = 'LOGIN',
  SECOND_FACTOR = 'SECOND_FACTOR',
  CONFIRMATION = 'CONFIRMATION',
  SIGN_UP = 'SIGN_UP',
}

/** What an authenticator was asked to sign, and whose response is awaited. It is deleted by the first response. */
@Entity({ tableName: 'passkey_ceremonies' })
export class PendingCeremony {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Enum({ items: () => CeremonyKind })
  kind!: CeremonyKind;

  /** 256 random bits, in base64url. */
  @Property({ type: 'char', length: 43 })
  challenge!: string;

  /** Whose passkey it must be. Null while it is not known who signs in. */
  @Index()
  @ManyToOne(() => User, { nullable: true, deleteRule: 'cascade' })
  user: User | null = null;

  /** The session that began it, and that alone may complete it. */
  @Property({ type: 'uuid', nullable: true })
  sessionId: Opt<string> | null = null;

  /** The login whose second factor it is. */
  @Property({ type: 'char', length: 64, nullable: true })
  loginDigest: Opt<string> | null = null;

  /** What the authenticator is to know the user by. */
  @Property({ type: 'char', length: USER_HANDLE_LENGTH, nullable: true })
  userHandle: Opt<string> | null = null;

  /** Of the account to make, normalized. */
  @Property({ type: 'varchar', length: 254, nullable: true })
  email: Opt<string> | null = null;

  @Property({ type: 'varchar', length: 30, nullable: true })
  username: Opt<string> | null = null;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}
