import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../api/node.js';
import { Permission } from '../../sessions/permissions.js';
import { MAX_NAME_LENGTH } from '../factor-name.js';
import { START_LENGTH } from './api-key-text.js';

@ObjectType({ implements: Node, description: 'A program that uses the API without a user, by API keys.' })
@Entity({ tableName: 'service_accounts' })
@Index({ name: 'service_accounts_created_at_index', properties: ['createdAt', 'id'] })
export class ServiceAccount extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Field(() => String, { description: 'What administrators call it.' })
  @Property({ type: 'varchar', length: MAX_NAME_LENGTH })
  name!: string;

  @Field(() => [Permission], { description: 'What it may do.' })
  @Property({ type: 'array' })
  permissions!: Permission[];

  @Field(() => Date, { description: 'When it was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was deactivated. Null if it is active.' })
  @Property({ type: 'timestamptz', nullable: true })
  deactivatedAt: Date | null = null;

  /** The `sid` of its access tokens. A reactivation renews it, so that tokens from before can remain revoked. */
  @Property({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  activationId!: string;
}

@ObjectType({ implements: Node, description: 'A key of a service account, to be exchanged for access tokens.' })
@Entity({ tableName: 'api_keys' })
export class ApiKey extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @Index()
  @ManyToOne(() => ServiceAccount, { deleteRule: 'cascade' })
  serviceAccount!: ServiceAccount;

  @Field(() => String, { description: 'What administrators call it.' })
  @Property({ type: 'varchar', length: MAX_NAME_LENGTH })
  name!: string;

  @Field(() => String, { description: 'How the key begins, to recognize it by. Not secret.' })
  @Property({ type: 'char', length: START_LENGTH, collation: 'C' })
  @Unique({ name: 'api_keys_start_unique' })
  start!: string;

  /** SHA-256 of the key, in hexadecimal digits. */
  @Property({ type: 'char', length: 64, hidden: true })
  digest!: string;

  @Field(() => Date, { description: 'When it was created.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it expires.' })
  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last exchanged for an access token, if it was.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastUsedAt: Date | null = null;

  @Field(() => Date, { nullable: true, description: 'When it was revoked, if it was.' })
  @Property({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null = null;

  /** When administrators were notified that it expires, or did not have to be. */
  @Property({ type: 'timestamptz', nullable: true })
  expiryAnnouncedAt: Date | null = null;
}
