import type { PGlite } from '@electric-sql/pglite';
import type { PgliteConnection } from '@mikro-orm/pglite';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { SqlEntityManager } from '@mikro-orm/sql';

export type ConnectionPool = Awaited<ReturnType<PostgreSqlConnection['getNativeClient']>>;

/** What MikroORM uses: the pool of connections to PostgreSQL, or the embedded PGlite. */
export function nativeClient(em: SqlEntityManager): Promise<ConnectionPool | PGlite> {
  return (em.getConnection() as PostgreSqlConnection | PgliteConnection).getNativeClient();
}

export function isPGlite(client: object): client is PGlite {
  return 'waitReady' in client;
}
