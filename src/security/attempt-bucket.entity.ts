import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * A leaky bucket: each attempt adds one unit, and the units drain at a constant rate. Times describe it completely, so
 * one statement counts an attempt and no job has to drain (https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm).
 */
@Entity({ tableName: 'attempt_buckets' })
export class AttemptBucket {
  /** What is counted, and a digest of whom it is counted for. */
  @PrimaryKey({ type: 'varchar', length: 100 })
  key!: string;

  /** When the bucket has drained and every attempt is forgotten. */
  @Index()
  @Property({ type: 'timestamptz' })
  emptyAt!: Date;

  /** No attempt is admitted before this time; 1970 while the bucket is open. */
  @Property({ type: 'timestamptz' })
  opensAt!: Date;

  /**
   * The latest time at which an attempt was counted, by the clock of whichever instance counted it. The bucket's time
   * never runs backwards; null in rows of a release that did not record it.
   */
  @Property({ type: 'timestamptz', nullable: true })
  countedAt: Date | null = null;
}
