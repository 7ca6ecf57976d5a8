import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/config.js';
import { readConnectionUrl } from '../../src/config/connection-url.js';
import { describeLocation } from '../../src/database/postgres-client.js';
import { complaint } from '../support/complaint.js';
import { createDataFolder } from '../support/databases.js';
import { tlsFile } from '../support/tls-postgres.js';

describe('a connection URL', () => {
  test.each([
    ['postgresql://ada:secret@db.example:6432/app', { host: 'db.example', port: 6432, user: 'ada', database: 'app' }],
    ['postgres://a%40b:p%2F%25%3A@db/m%C3%BCller%2Fa%2525', { user: 'a@b', password: 'p/%:', database: 'müller/a%25' }],
    ['postgresql://ada@[::1]:5433/app', { host: '::1', port: 5433 }],
    ['postgresql://ada@%2Fvar%2Frun/app', { host: '/var/run', database: 'app' }],
    ['postgresql:///app?host=/var/run&user=ada&port=5433', { host: '/var/run', user: 'ada', port: 5433 }],
    ['postgresql://ada@/app?host=/var/run', { host: '/var/run', database: 'app' }],
    ['postgresql://db?dbname=app', { host: 'db', database: 'app' }],
    ['postgresql://db/app?options=-c%20search_path%3Dauth', { options: '-c search_path=auth' }],
    ['postgresql://db/app?application_name=auth', { application_name: 'auth' }],
    ['postgresql://db/app?connect_timeout=7&keepalives=0', { connectionTimeoutMillis: 7000, keepAlive: false }],
    ['postgresql://db/app?statement_timeout=900', { statement_timeout: 900 }],
    ['postgresql://db/app?pgbouncer=true&connection_limit=1', { host: 'db', database: 'app' }],
  ])('a connection URL is read as libpq reads it: %s', (url, expected) => {
    expect(readConnectionUrl(url)).toMatchObject(expected);
    expect(complaint({ DATABASE_URL: url })).toBe('');
  });

  test.each([
    ['', undefined],
    ['?sslmode=disable', false],
    ['?ssl=false', false],
    ['?ssl=true', { host: 'db' }],
    ['?sslmode=require', { host: 'db', rejectUnauthorized: false }],
    ['?sslmode=verify-full', { host: 'db' }],
    ['?sslrootcert=system', { host: 'db' }],
    ['?sslmode=verify-full&sslrootcert=system', { host: 'db' }],
    ['?sslmode=verify-full&uselibpqcompat=true', { host: 'db' }],
  ])('a connection URL says how to encrypt: %s', (parameters, ssl) => {
    expect(readConnectionUrl(`postgresql://db/app${parameters}`).ssl).toEqual(ssl);
  });

  test('a certificate is compared with the address where the connection URL has no host name', () => {
    expect(readConnectionUrl('postgresql://10.0.0.5/app?sslmode=verify-full').ssl).toEqual({ host: '10.0.0.5' });
  });

  test.each([
    ['postgresql://one,two/app', 'names several hosts'],
    ['postgresql://one:5432,two:5432/app', 'names several hosts'],
    ['postgresql:///app?host=one,two', 'names several hosts'],
    ['mysql://db/app', 'must look like postgresql://'],
    ['postgresql://ada:12#hunter2@db/app', 'contains a "#"'],
    ['postgresql://ada:12/hunter2@db/app', 'percent-encode'],
    ['postgresql://ada:12?hunter2@db/app', 'an unknown parameter'],
    ['postgresql://ada:%E4hunter2@db/app', 'percent-encode'],
    ['postgresql://ada:hunter2@db:/app?port=hunter2', 'has a port that is not a number'],
    ['postgresql://db/app?sslmode=hunter2', 'a value of sslmode that is not supported; write disable, prefer'],
    ['postgresql://db/app?ssl=hunter2', 'a value of ssl that is not supported'],
    ['postgresql://db/app?schema=hunter2', 'has the parameter schema, which is not supported; write options='],
    ['postgresql://db/app?sslcrl=hunter2', 'has the parameter sslcrl, which is not supported'],
    ['postgresql://db/app?SSLMODE=hunter2', 'an unknown parameter'],
    ['postgresql://db/app?target_session_attrs=standby', 'write any, read-write or primary'],
    ['postgresql://db/app?sslmode=verify-ca', 'needs sslrootcert'],
    ['postgresql://db/app?sslmode=require&sslrootcert=system', 'needs sslmode=verify-full'],
    ['postgresql://db/app?channel_binding=require', 'needs TLS'],
    ['postgresql://db/app?sslrootcert=/hunter2/ca.crt', 'sslrootcert names a file that cannot be read (ENOENT)'],
    [`postgresql://db/app?sslcert=${tlsFile('client.crt')}&sslkey=/hunter2`, 'sslkey names a file that cannot be read'],
    [`postgresql://db/app?sslmode=require&sslcert=${tlsFile('client.crt')}`, 'needs both sslcert and sslkey'],
    [`postgresql://db/app?sslcert=${tlsFile('client.crt')}&sslkey=${tlsFile('server.key')}`, 'its private key'],
    [`postgresql://db/app?sslrootcert=${tlsFile('server.key')}`, 'without a certificate in PEM'],
  ])('a bad connection URL is rejected before anything is connected, and not repeated: %s', (url, reason) => {
    expect(complaint({ DATABASE_URL: url })).toContain('DATABASE_URL: ');
    expect(complaint({ DATABASE_URL: url })).toContain(reason);
    expect(complaint({ DATABASE_URL: url })).not.toContain('hunter2');
  });

  test('a bad connection URL is rejected for the listening connection, too', () => {
    expect(() =>
      loadConfig({ DATABASE_URL: 'postgresql://db/app', DATABASE_LISTEN_URL: 'postgresql://a,b/app' }),
    ).toThrow('DATABASE_LISTEN_URL: names several hosts');
  });

  test('a connection URL is shown without its password', () => {
    const location = (url: string) => describeLocation(readConnectionUrl(url));
    expect(location('postgresql://ada:hunter2@[::1]/app?sslmode=require')).toBe('[::1]:5432/app');
    expect(location('postgresql://ada@%2Frun:5433')).toBe('/run:5433/ada');
  });

  test('the file of certificates that a connection URL names may begin with a comment', async () => {
    const file = join(await createDataFolder(), 'bundle.pem');
    await writeFile(file, `# a bundle\n\n${await readFile(tlsFile('ca.crt'), 'utf8')}`);
    expect(complaint({ DATABASE_URL: `postgresql://db/app?sslmode=verify-full&sslrootcert=${file}` })).toBe('');
  });
});
