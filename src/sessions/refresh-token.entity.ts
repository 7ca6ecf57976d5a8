import { Entity, Index, ManyToOne, OneToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Session } from './session.entity.js';

/** A refresh token ever issued in a session. The token itself is stored nowhere. */
@Entity({ tableName: 'refresh_tokens' })
export class RefreshToken {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the token, in hexadecimal digits. */
  @Property({ type: 'char', length: 64 })
  @Unique({ name: 'refresh_tokens_digest_unique' })
  digest!: string;

  @Index()
  @ManyToOne(() => Session, { deleteRule: 'cascade' })
  session!: Session;

  /** The token that this one replaced. It is unique: a session has one lineage, however many requests race. */
  @OneToOne(() => RefreshToken, { nullable: true, deleteRule: 'set null' })
  parent: RefreshToken | null = null;

  @Property({ type: 'timestamptz' })
  issuedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  usedAt: Date | null = null;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}
