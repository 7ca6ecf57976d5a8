import { addSeconds, CLOCK_SKEW_SECONDS, type Clock } from '../clock.js';
import { type Listener, NotListeningError } from '../database/notifications.js';

/** What access tokens carry that are refused although they have not expired. */
export interface Revoked {
  readonly id: string;
  readonly expiresAt: Date;
}

/** What has been committed by a moment: the transactions that a reader has seen. */
export interface Position {
  /** https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT */
  readonly snapshot: string;
  /** By the clock of the database. All that was committed before it is included. */
  readonly asOf: Date;
  /** The connection that it was read on. */
  readonly connection: number;
}

/** Where a page of changes begins. */
export interface ChangeCursor {
  readonly transactionId: string;
  readonly id: string;
}

/** A part of what has been committed since a position. */
export interface Changes {
  /** What the last page of the changes leads to. */
  readonly position: Position;
  readonly revoked: readonly Revoked[];
  /** Undefined of the last page. */
  readonly next: ChangeCursor | undefined;
}

/** A million take seconds, and a page neither fills the memory nor delays other requests. */
const PAGE_SIZE = 1000;

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

export const FIRST_CHANGE: ChangeCursor = { transactionId: '0', id: NIL_UUID };

const millisOf = (time: string) => `(extract(epoch from ${time}) * 1000)::float8`;

/** The snapshot of a statement is taken after its start, so it contains what was committed before that. */
const POSITION = `pg_current_snapshot()::text as snapshot, ${millisOf('statement_timestamp()')} as "asOf"`;

const PAGE_QUERY = `
  select id, ${millisOf('expires_at')} as "expiresAt" from blacklisted_tokens
  where id > $1 and expires_at >= $2 order by id limit ${PAGE_SIZE}`;

/**
 * What a snapshot does not contain. By times something would be lost: of two transactions, the one that began first may
 * be committed last.
 */
const CHANGES_QUERY = `
  select now.*, id, transaction_id::text as "transactionId", ${millisOf('expires_at')} as "expiresAt"
  from (select ${POSITION}) as now left join lateral (
    select id, transaction_id, expires_at from blacklisted_tokens
    where transaction_id >= pg_snapshot_xmin($1::pg_snapshot)
      and not pg_visible_in_snapshot(transaction_id, $1::pg_snapshot)
      and (transaction_id, id) > ($2::xid8, $3::uuid)
    order by transaction_id, id limit ${PAGE_SIZE}
  ) as changed on true
  order by transaction_id, id`;

type PositionRow = { readonly snapshot: string; readonly asOf: number };
type RevokedRow = { readonly id: string; readonly expiresAt: number };
type ChangeRow = PositionRow & ((RevokedRow & ChangeCursor) | { readonly id: null });

/** Reads what is revoked, page by page, and what has been added since. Keeps nothing in memory. */
export class RevokedTokens {
  constructor(
    private readonly listener: Pick<Listener, 'query' | 'connectionCount'>,
    private readonly clock: Clock,
  ) {}

  async position(): Promise<Position> {
    const { connectionCount } = this.listener;
    const [row] = await this.listener.query<PositionRow>(`select ${POSITION}`, []);
    return positionOf(row as PositionRow, connectionCount);
  }

  /**
   * Whether changes since a position can be read. On another connection they cannot: it may lead to another server, and
   * after a crash PostgreSQL may use the ids of transactions again of which nothing is left.
   */
  hasChangesSince({ connection }: Position): boolean {
    return connection === this.listener.connectionCount;
  }

  /** @throws {NotListeningError} the position was read on another connection. */
  async changesSince(since: Position, after: ChangeCursor): Promise<Changes> {
    if (!this.hasChangesSince(since)) throw new NotListeningError();
    const { snapshot, connection } = since;
    const rows = await this.listener.query<ChangeRow>(CHANGES_QUERY, [snapshot, after.transactionId, after.id]);
    const changed = rows.filter((row) => row.id !== null);
    const next = changed.length === PAGE_SIZE ? changed.at(-1) : undefined;
    return { position: positionOf(rows[0] as ChangeRow, connection), revoked: changed.map(revokedOf), next };
  }

  /** Everything, in the order of ids. After the last page come empty ones. */
  async page(after: string = NIL_UUID): Promise<Revoked[]> {
    const unexpired = addSeconds(this.clock(), -CLOCK_SKEW_SECONDS);
    return (await this.listener.query<RevokedRow>(PAGE_QUERY, [after, unexpired])).map(revokedOf);
  }
}

function positionOf({ snapshot, asOf }: PositionRow, connection: number): Position {
  return { snapshot, asOf: new Date(asOf), connection };
}

function revokedOf({ id, expiresAt }: RevokedRow): Revoked {
  return { id, expiresAt: new Date(expiresAt) };
}
