import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * A leaky bucket: each attempt pours in one measure, and they drain away evenly. Two times say all about it, so that
 * one statement counts an attempt and no job has to drain (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
 */
@Entity({ tableName: 'attempt_buckets' })
export class AttemptBucket {
  /** What is counted, and a digest of for whom. */
  @PrimaryKey({ type: 'varchar', length: 100 })
  key!: string;

  /** When the bucket has drained, and all attempts are forgotten. */
  @Index()
  @Property({ type: 'timestamptz' })
  emptyAt!: Date;

  /** Before that no attempt is admitted. */
  @Property({ type: 'timestamptz' })
  opensAt!: Date;
}
