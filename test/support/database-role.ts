import pg from 'pg';
import { administer, createEmptyDatabase, type TestDatabase } from './databases.js';

/** An empty database, and a role that uses it without being its owner. */
export class DatabaseRole {
  private constructor(
    readonly name: string,
    private readonly database: TestDatabase,
  ) {}

  static async create(options = ''): Promise<DatabaseRole> {
    const database = await createEmptyDatabase('postgresql', options);
    const name = `role_${crypto.randomUUID().replaceAll('-', '')}`;
    await administer(`create role ${name} login password 'password'`);
    return new DatabaseRole(name, database);
  }

  /** The database as this role, with parameters. */
  url(parameters = ''): string {
    const url = new URL(this.database.databaseUrl as string);
    return Object.assign(url, { username: this.name, password: 'password', search: parameters }).href;
  }

  /** Runs statements in the database as its owner; `ROLE` and `DATABASE` stand for the names. */
  async administer(...statements: string[]): Promise<pg.QueryResult[]> {
    const client = new pg.Client({ connectionString: this.database.databaseUrl as string });
    await client.connect();
    const database = new URL(this.database.databaseUrl as string).pathname.slice(1);
    const results: pg.QueryResult[] = [];
    for (const statement of statements)
      results.push(await client.query(statement.replaceAll('ROLE', this.name).replaceAll('DATABASE', database)));
    await client.end();
    return results;
  }

  /** The schemas in which there are tables of users. */
  async schemasOfUsers(): Promise<string[]> {
    const [found] = await this.administer("select schemaname from pg_tables where tablename = 'users' order by 1");
    return found?.rows.map(({ schemaname }) => schemaname) ?? [];
  }

  async remove(): Promise<void> {
    await this.database.remove();
    await administer(`drop role ${this.name}`);
  }
}

/** Gives every test of the file a role and a database of its own. */
export function useDatabaseRole(): () => DatabaseRole {
  let role: DatabaseRole;
  beforeEach(async () => {
    role = await DatabaseRole.create();
  });
  afterEach(() => role.remove());
  return () => role;
}
