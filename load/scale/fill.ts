import pg from 'pg';

/** How many rows a filled database has. */
export interface Volume {
  readonly users: number;
  readonly sessions: number;
  readonly blacklistedTokens: number;
  readonly auditEvents: number;
}

/** What a million users leave behind. */
const FULL: Volume = { users: 1_000_000, sessions: 3_000_000, blacklistedTokens: 1_000_000, auditEvents: 10_000_000 };

export function volumeOf(share: number): Volume {
  const { users, sessions, blacklistedTokens, auditEvents } = FULL;
  const part = (count: number) => Math.ceil(count * share);
  return {
    users: part(users),
    sessions: part(sessions),
    blacklistedTokens: part(blacklistedTokens),
    auditEvents: part(auditEvents),
  };
}

/** One in ten of the sessions and events, and half of the blacklist, have expired: what a week without pruning leaves. */
const STATEMENTS = [
  `create temporary table people as select uuidv7() as id, n as number from generate_series(1, $users) n`,
  `insert into users (id, email, password_hash, role, self_registered, email_verified_at, created_at, updated_at)
   select id, 'resident-' || number || '@example.com', '$2b$04$' || repeat('x', 53), 'USER', true, now(),
     now() - number * interval '1 second', now() from people`,
  `create index on people (number)`,
  `insert into sessions (id, user_id, created_at, last_used_at, expires_at, access_tokens_expire_at, user_agent,
     ip_address, generation, refresh_digest, previous_digest, rotated_at)
   select uuidv7(), people.id, now() - interval '40 days', at, at + interval '30 days', at + interval '15 minutes',
     repeat('a', 110), '192.0.2.1', 1 + n % 1000, sha256(n::text::bytea), sha256((-n)::text::bytea), at
   from generate_series(1, $sessions) n join people on people.number = 1 + n % $users
     cross join lateral (select now() - (n % 10 = 0)::int * interval '31 days' as at) times`,
  `insert into blacklisted_tokens (id, user_id, reason, blacklisted_at, expires_at)
   select uuidv7(), people.id, 'LOGOUT', now(), now() + (n % 2 - 0.5) * interval '30 minutes'
   from generate_series(1, $blacklistedTokens) n join people on people.number = 1 + n % $users`,
  `insert into audit_events (id, kind, outcome, occurred_at, actor_id, subject_id, ip_address, user_agent)
   select uuidv7(), 'LOGIN', 'SUCCESS', now() - (n % 405) * interval '1 day', people.id, people.id, '192.0.2.1',
     repeat('a', 110)
   from generate_series(1, $auditEvents) n join people on people.number = 1 + n % $users`,
];

/** Fills a database that has its tables. Needs PostgreSQL 18, for `uuidv7()`. */
export async function fill(url: string, volume: Volume): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of STATEMENTS) await client.query(withNumbers(statement, volume));
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

function withNumbers(statement: string, volume: Volume): string {
  return statement.replace(/\$(users|sessions|blacklistedTokens|auditEvents)/g, (_, name: keyof Volume) =>
    String(volume[name]),
  );
}
