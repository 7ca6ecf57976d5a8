import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from '../users/user.entity.js';

/** A network that a user signed in from. It outlives the sessions, for their owner may come back after a long time. */
@Entity({ tableName: 'known_networks' })
export class KnownNetwork {
  @ManyToOne(() => User, { primary: true, deleteRule: 'cascade' })
  user!: User;

  /** The digest keeps IP addresses out of one more table. */
  @PrimaryKey({ type: 'char', length: 64 })
  networkDigest!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  lastLoginAt!: Date;
}
