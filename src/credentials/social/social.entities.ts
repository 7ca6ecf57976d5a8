import type { Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../api/node.js';
import { User } from '../../users/user.entity.js';

/** Longer ones are refused. A provider's own limit: https://openid.net/specs/openid-connect-core-1_0.html#IDToken */
export const MAX_SUBJECT_LENGTH = 255;

export const MAX_ISSUER_LENGTH = 255;
export const MAX_PROVIDER_ID_LENGTH = 50;
export const MAX_RETURN_TO_LENGTH = 2048;

@ObjectType({ implements: Node, description: 'An account at another provider that signs in to this one.' })
@Entity({ tableName: 'identities' })
@Unique({ name: 'identities_issuer_subject_unique', properties: ['issuer', 'subject'] })
export class Identity extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  /** The `iss` of its ID tokens. Together with `subject`, it is what the account is known by: never its address. */
  @Property({ type: 'varchar', length: MAX_ISSUER_LENGTH, collation: 'C', hidden: true })
  issuer!: string;

  /** The `sub` of its ID tokens. */
  @Property({ type: 'varchar', length: MAX_SUBJECT_LENGTH, collation: 'C', hidden: true })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The email address that the provider reported last, for people to recognize the account. Null if none.',
  })
  @Property({ type: 'varchar', length: 254, nullable: true })
  email: string | null = null;

  @Field(() => Date, { description: 'When it was linked.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last used to sign in, if it was.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;
}

/** A login at a provider that was begun, and whose callback is awaited. It is deleted by the first callback. */
@Entity({ tableName: 'social_flows' })
export class SocialFlow {
  /** SHA-256 of the `state`, in hexadecimal digits. */
  @PrimaryKey({ type: 'char', length: 64 })
  stateDigest!: string;

  /** SHA-256 of the flow token, which only the browser has that began. */
  @Property({ type: 'char', length: 64 })
  flowDigest!: string;

  @Property({ type: 'varchar', length: MAX_PROVIDER_ID_LENGTH })
  provider!: string;

  /** 256 random bits, in base64url. */
  @Property({ type: 'char', length: 43 })
  nonce!: string;

  /** RFC 7636 §4.1: 256 random bits, in base64url. */
  @Property({ type: 'char', length: 43 })
  codeVerifier!: string;

  /** Where the person wants to go afterwards. */
  @Property({ type: 'varchar', length: MAX_RETURN_TO_LENGTH, nullable: true })
  returnTo: Opt<string> | null = null;

  /** Whose account the identity is to be linked to. Null of a login. */
  @Index()
  @ManyToOne(() => User, { nullable: true, deleteRule: 'cascade' })
  user: User | null = null;

  /** The session that began to link, and that alone may complete it. */
  @Property({ type: 'uuid', nullable: true })
  sessionId: Opt<string> | null = null;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}

/** An identity that will be linked to an account by the next login with its `linkToken`. */
@Entity({ tableName: 'identity_links' })
export class IdentityLink {
  /** SHA-256 of the token, in hexadecimal digits. */
  @PrimaryKey({ type: 'char', length: 64 })
  digest!: string;

  /** Who has to log in. */
  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  @Property({ type: 'varchar', length: MAX_ISSUER_LENGTH, collation: 'C' })
  issuer!: string;

  @Property({ type: 'varchar', length: MAX_SUBJECT_LENGTH, collation: 'C' })
  subject!: string;

  @Property({ type: 'varchar', length: 254, nullable: true })
  email: string | null = null;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}

/** An ID token that has signed someone in, and must not again. */
@Entity({ tableName: 'used_id_tokens' })
export class UsedIdToken {
  /** SHA-256 of what is signed, in hexadecimal digits. */
  @PrimaryKey({ type: 'char', length: 64 })
  digest!: string;

  /** When the token itself expires. */
  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}
