import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AssuranceLevel, AuthenticationMethod } from '../api/assurance.js';
import { Node } from '../api/node.js';
import { User } from '../users/user.entity.js';
import { BlacklistReason } from './blacklisted-token.entity.js';

@ObjectType({ implements: Node, description: 'A signed-in device. Its id is the `sid` of its access tokens.' })
@Entity({ tableName: 'sessions' })
@Index({ name: 'sessions_user_id_index', properties: ['user', 'createdAt', 'id'] })
// Ended sessions are kept until their refresh token expires, and there may be many: a login must not read them all.
@Index({ name: 'sessions_active_index', properties: ['user'], where: { endedAt: null } })
export class Session extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  @Field(() => Date, { description: 'When the device signed in.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When the device last signed in or refreshed its tokens.' })
  @Property({ type: 'timestamptz' })
  lastUsedAt!: Date;

  /** Not indexed, like everything a refresh changes, so that PostgreSQL can update the row in place (HOT). */
  @Field(() => Date, { description: 'When the session ends, unless its tokens are refreshed before then.' })
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  /** When the last access token of this session expires: so long is its `sid` blacklisted once it has ended. */
  @Property({ type: 'timestamptz' })
  accessTokensExpireAt!: Date;

  /** SHA-256 of the refresh token. Null only in a session from before this column, which has ended. */
  @Property({ type: 'blob', nullable: true, lazy: true, hidden: true })
  refreshDigest: Uint8Array | null = null;

  /** SHA-256 of the refresh token before that one. */
  @Property({ type: 'blob', nullable: true, lazy: true, hidden: true })
  previousDigest: Uint8Array | null = null;

  /** The number of the refresh token, counted from 1: every genuine one with a smaller number has been used. */
  @Property({ type: 'integer', default: 1 })
  generation: Opt<number> = 1;

  /** When the previous refresh token was exchanged. */
  @Property({ type: 'timestamptz', nullable: true })
  rotatedAt: Date | null = null;

  @Field(() => AssuranceLevel, { description: 'How sure it is who is signed in. `confirmIdentity` may raise it.' })
  @Enum({ items: () => AssuranceLevel, default: AssuranceLevel.AAL1 })
  assuranceLevel: AssuranceLevel = AssuranceLevel.AAL1;

  @Field(() => [AuthenticationMethod], { description: 'By what the user has proven who they are.' })
  @Property({ type: 'array', default: [AuthenticationMethod.PASSWORD] })
  methods: AuthenticationMethod[] = [AuthenticationMethod.PASSWORD];

  @Field(() => Date, {
    description:
      'When the user last proved who they are. Renewed by `confirmIdentity`, not by a refresh; the `auth_time` of its tokens.',
  })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  authenticatedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  endedAt: Date | null = null;

  @Enum({ items: () => BlacklistReason, nullable: true })
  endReason: BlacklistReason | null = null;

  @Field(() => String, { nullable: true, description: 'The `User-Agent` header that the device signed in with.' })
  @Property({ type: 'varchar', length: 512, nullable: true })
  userAgent: string | null = null;

  @Field(() => String, { nullable: true, description: 'The IP address that the device signed in from.' })
  @Property({ type: 'varchar', length: 45, nullable: true })
  ipAddress: string | null = null;
}

/** Whether the digest, in hexadecimal digits, is that of the session's refresh token, which was loaded with it. */
export function hasDigest({ refreshDigest }: Session, digest: string): boolean {
  return refreshDigest !== null && Buffer.from(refreshDigest).toString('hex') === digest;
}
