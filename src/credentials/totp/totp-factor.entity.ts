import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../api/node.js';
import { User } from '../../users/user.entity.js';
import { MAX_NAME_LENGTH } from '../factor-name.js';

export const DEFAULT_APP_NAME = 'Authenticator app';

@ObjectType({ implements: Node, description: 'An authenticator app that is a second factor of an account.' })
@Entity({ tableName: 'totp_factors' })
export class TotpFactor extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  @Field(() => String, { description: 'What the user calls it.' })
  @Property({ type: 'varchar', length: MAX_NAME_LENGTH })
  name!: string;

  /** Encrypted: see EncryptedSecrets. */
  @Property({ type: 'text', lazy: true, hidden: true })
  secret!: string;

  /** The time step of the code that was accepted last. Codes of it, and of those before, are no longer: RFC 6238 §5.2. */
  @Property({ type: 'int' })
  lastUsedStep!: number;

  @Field(() => Date, { description: 'When it was added.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When a code of it was last accepted, if one was.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;
}

/** An authenticator app whose first code is awaited. It counts for nothing until then. */
@Entity({ tableName: 'pending_totp_factors' })
export class PendingTotpFactor {
  /** That of the factor, too, once it is confirmed. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Another enrolment takes its place. */
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  @Unique({ name: 'pending_totp_factors_user_unique' })
  user!: User;

  /** The session that started it, and that alone may confirm it. */
  @Property({ type: 'uuid' })
  sessionId!: string;

  @Property({ type: 'varchar', length: MAX_NAME_LENGTH })
  name!: string;

  /** Encrypted: see EncryptedSecrets. */
  @Property({ type: 'text', hidden: true })
  secret!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}
