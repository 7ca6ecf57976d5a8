import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from '../users/user.entity.js';

/** A network that a user signed in from. It outlives the sessions, for their owner may come back after a long time. */
@Entity({ tableName: 'known_networks' })
export class KnownNetwork {
  @ManyToOne(() => User, { primary: true, deleteRule: 'cascade' })
  user!: User;

  /** HMAC-SHA-256, by a key that the database does not have: addresses are so few that a digest would give them away. */
  @PrimaryKey({ type: 'char', length: 43 })
  fingerprint!: string;

  @Index()
  @Property({ type: 'timestamptz' })
  lastLoginAt!: Date;
}
