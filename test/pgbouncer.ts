// Runs the tests of the API through PgBouncer in transaction mode: npm run test:pgbouncer -- test/sessions
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPgBouncerInstalled, PgBouncer } from './support/pgbouncer.ts';
import { startPostgres } from './support/postgres.ts';

if (!isPgBouncerInstalled) throw new Error('There is no PgBouncer. Install one, or set PGBOUNCER_PATH.');

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-postgres-'));
const { postgres, url } = await startPostgres(join(folder, 'postgres'), ['-c', 'fsync=off']);
// Fewer server connections than an instance opens, so that its transactions move from one to another. Each test file has
// a database of its own, of which none is kept that is not in use.
const pgbouncer = await PgBouncer.start(url, { default_pool_size: 4, server_idle_timeout: 1, max_client_conn: 1000 });
const env = { ...process.env, TEST_DATABASE_URL: url, TEST_POOLER_PORT: String(pgbouncer.port) };
const patterns = process.argv.slice(2);
const { status } = spawnSync('npm', ['test', '--', '--selectProjects', 'postgresql', '--', ...patterns], {
  stdio: 'inherit',
  env,
});
await pgbouncer.stop();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
process.exit(status ?? 1);
