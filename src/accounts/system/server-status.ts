import type { SqlEntityManager } from '@mikro-orm/sql';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Clock } from '../../clock.js';
import { serverVersion } from '../../config/version.js';
import { isPGlite, nativeClient } from '../../database/native-client.js';
import { sizeOf } from '../../database/table-size.js';

export enum DatabaseKind {
  POSTGRESQL = 'POSTGRESQL',
  EMBEDDED = 'EMBEDDED',
}

registerEnumType(DatabaseKind, {
  name: 'DatabaseKind',
  description: 'A kind of database.',
  valuesConfig: {
    POSTGRESQL: { description: 'The PostgreSQL of `DATABASE_URL`.' },
    EMBEDDED: { description: 'The embedded database in `DATA_DIR`.' },
  },
});

@ObjectType({ description: 'The database that the server uses.' })
export class DatabaseStatus {
  @Field(() => DatabaseKind, { description: 'Which kind it is.' })
  readonly kind!: DatabaseKind;

  @Field(() => String, { description: 'The version of PostgreSQL, which the embedded database is, too.' })
  readonly version!: string;
}

@ObjectType({ description: 'A change of the tables that was made when a new version was first started.' })
export class AppliedMigration {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => Date, { description: 'When it was applied.' })
  readonly appliedAt!: Date;
}

@ObjectType({ description: 'The passwords that wait to be hashed, in the instance that responds.' })
export class HashingQueue {
  @Field(() => Int, { description: 'How many wait for a thread.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'How many may wait; beyond that, operations return `ServerBusyError`.' })
  readonly limit!: number;
}

@ObjectType({ description: 'How the server is doing. Counts of more than 10,000 are estimates of PostgreSQL.' })
export class ServerStatus {
  @Field(() => String, { description: 'The version of Gatehouse.' })
  readonly version!: string;

  @Field(() => Date, { description: 'When the instance that responds was started.' })
  readonly startedAt!: Date;

  @Field(() => DatabaseStatus, { description: 'The database.' })
  readonly database!: DatabaseStatus;

  @Field(() => [AppliedMigration], { description: 'The migrations of the database, oldest first.' })
  readonly migrations!: AppliedMigration[];

  @Field(() => Int, { description: 'How many users there are.' })
  readonly userCount!: number;

  @Field(() => Int, { description: 'On how many devices users are signed in.' })
  readonly activeSessionCount!: number;

  @Field(() => Int, { description: 'How many entries the blacklist of access tokens has.' })
  readonly blacklistedTokenCount!: number;

  @Field(() => Int, { description: 'How many emails wait to be sent, including those that failed.' })
  readonly waitingEmailCount!: number;

  @Field(() => Date, { nullable: true, description: 'When the oldest of them was requested. Null if none waits.' })
  readonly oldestWaitingEmailAt!: Date | null;

  @Field(() => Int, { description: 'How many of them failed at their last attempt and will be tried again.' })
  readonly failedEmailCount!: number;

  @Field(() => HashingQueue, { description: 'The passwords that wait to be hashed.' })
  readonly hashingQueue!: HashingQueue;
}

type Counts = Pick<
  ServerStatus,
  'userCount' | 'activeSessionCount' | 'blacklistedTokenCount' | 'waitingEmailCount' | 'failedEmailCount'
> & { readonly databaseVersion: string; readonly oldestWaitingEmailAt: string | null };

/** Each index has just the rows that are counted, except for sessions that expired and were not pruned yet. */
const COUNTS = `
  select ${sizeOf('users')} as "userCount",
    ${sizeOf('sessions_active_index', 'sessions where ended_at is null and expires_at > ?')} as "activeSessionCount",
    ${sizeOf('blacklisted_tokens')} as "blacklistedTokenCount",
    ${sizeOf('outgoing_mails')} as "waitingEmailCount",
    ${sizeOf('outgoing_mails_failed_index', 'outgoing_mails where last_problem is not null')} as "failedEmailCount",
    (select created_at from outgoing_mails order by id limit 1) as "oldestWaitingEmailAt",
    current_setting('server_version') as "databaseVersion"`;

const MIGRATIONS = `select name, executed_at as "appliedAt" from mikro_orm_migrations order by id`;

export interface StatusSources {
  /** Of this instance. */
  readonly hashingPool: { readonly queueLength: number };
  readonly hashingQueueLimit: number;
  readonly clock: Clock;
}

/** Measures the server. The same two statements however many users there are, and none reads a large table as a whole. */
export class StatusReport {
  private readonly startedAt: Date;
  private readonly version = serverVersion();

  constructor(private readonly sources: StatusSources) {
    this.startedAt = sources.clock();
  }

  async read(em: SqlEntityManager): Promise<ServerStatus> {
    const { hashingPool, hashingQueueLimit: limit, clock } = this.sources;
    const [row] = await em.execute<[Counts]>(COUNTS, [clock()]);
    const { databaseVersion, oldestWaitingEmailAt: oldest, ...counts } = row;
    const migrations = await em.execute<{ name: string; appliedAt: string }[]>(MIGRATIONS);
    const kind = isPGlite(await nativeClient(em)) ? DatabaseKind.EMBEDDED : DatabaseKind.POSTGRESQL;
    return {
      version: this.version,
      startedAt: this.startedAt,
      database: { kind, version: databaseVersion },
      migrations: migrations.map(({ name, appliedAt }) => ({ name, appliedAt: new Date(appliedAt) })),
      ...counts,
      oldestWaitingEmailAt: oldest === null ? null : new Date(oldest),
      hashingQueue: { waiting: hashingPool.queueLength, limit },
    };
  }
}
