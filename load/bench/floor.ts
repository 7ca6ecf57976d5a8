// The least that `me`, `refreshToken` and `logout` can cost: bare Fastify, jsonwebtoken and pg, on Gatehouse's own tables.
import { createHash, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { reportReady } from '../shared/child.ts';

const key = createSecretKey(Buffer.from(process.env.JWT_SECRET as string));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();

const ME = 'select id, email, username, role, created_at as "createdAt" from users where id = $1';

server.get('/me', async (request) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const { sub } = jwt.verify(token, key, { algorithms: ['HS256'] });
  const { rows } = await pool.query({ name: 'me', text: ME, values: [sub] });
  return { data: { me: rows[0] } };
});

const TABLE =
  'create table floor_tokens (digest text primary key, expires_at timestamptz not null, used_at timestamptz)';
const ISSUE = `insert into floor_tokens (digest, expires_at) values ($1, now() + interval '30 days')`;
const CLAIM = 'update floor_tokens set used_at = now() where digest = $1 and used_at is null and expires_at > now()';

server.post('/login', async () => {
  const refreshToken = randomBytes(32).toString('base64url');
  await issue(pool, refreshToken);
  return { refreshToken };
});

server.post<{ Body: { refreshToken: string } }>('/refreshToken', async (request) => {
  const successor = randomBytes(32).toString('base64url');
  const client = await pool.connect();
  await replace(client, request.body.refreshToken, successor).finally(() => client.release());
  const accessToken = jwt.sign({ sub: successor }, key, { expiresIn: 900 });
  return { accessToken, refreshToken: successor };
});

async function replace(client: pg.PoolClient, presented: string, successor: string): Promise<void> {
  await client.query('begin');
  const claimed = await client.query({ name: 'claim', text: CLAIM, values: [digestOf(presented)] });
  if (claimed.rowCount !== 1) throw new Error('The refresh token cannot be used.');
  await issue(client, successor);
  await client.query('commit');
}

const SESSIONS = 'create table floor_sessions (id uuid primary key, ended_at timestamptz)';
const BLACKLIST = 'create table floor_blacklist (id uuid primary key, expires_at timestamptz not null)';
const END = 'update floor_sessions set ended_at = now() where id = $1 and ended_at is null';
const REVOKE = `insert into floor_blacklist (id, expires_at) values ($1, now() + interval '15 minutes')`;

server.post('/session', async () => {
  const id = randomUUID();
  await pool.query('insert into floor_sessions (id) values ($1)', [id]);
  return { accessToken: jwt.sign({ sid: id }, key, { expiresIn: 900 }) };
});

server.post('/logout', async (request) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  const { sid } = jwt.verify(token, key, { algorithms: ['HS256'] }) as { sid: string };
  const client = await pool.connect();
  await end(client, sid).finally(() => client.release());
  return { endedSessionCount: 1 };
});

async function end(client: pg.PoolClient, sid: string): Promise<void> {
  await client.query('begin');
  const ended = await client.query({ name: 'end', text: END, values: [sid] });
  if (ended.rowCount !== 1) throw new Error('The session has ended.');
  await client.query({ name: 'revoke', text: REVOKE, values: [sid] });
  await client.query('commit');
}

function issue(client: pg.Pool | pg.PoolClient, token: string): Promise<unknown> {
  return client.query({ name: 'issue', text: ISSUE, values: [digestOf(token)] });
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

for (const table of [TABLE, SESSIONS, BLACKLIST]) await pool.query(table);
const url = await server.listen({ host: '127.0.0.1', port: 0 });
reportReady({ url });
