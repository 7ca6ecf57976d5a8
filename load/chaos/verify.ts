import pg from 'pg';
import { LOGIN, ME, REFRESH_TOKEN } from '../../test/support/operations.ts';
import { shareOut } from '../shared/share-out.ts';
import { brokenLineages, halfEnded, lostRefreshes, type SessionRow } from './checks.ts';
import { PASSWORD } from './client.ts';
import type { History, Tokens } from './history.ts';
import type { StubbornApi } from './stubborn-api.ts';

const LANE_COUNT = 8;

/** Holds the servers against what they have acknowledged. Answers what is wrong, in words. */
export async function checkPromises(history: History, api: StubbornApi): Promise<string[]> {
  const checks = [
    ...history.accounts.map(
      ({ email }) =>
        () =>
          checkAccount(api, email),
    ),
    ...history.logouts.map((tokens) => () => checkLogout(api, tokens)),
    ...history.accounts.flatMap(({ sessions }) => sessions).map((tokens) => () => checkLiving(api, tokens)),
  ];
  const wrong: string[] = [];
  await shareOut(Array.from({ length: LANE_COUNT }), checks, async (_lane, check) => {
    wrong.push(...(await check()));
  });
  return wrong;
}

async function checkAccount(api: StubbornApi, email: string): Promise<string[]> {
  const answers = await api.askEach<{ __typename: string }>(LOGIN, { input: { email, password: PASSWORD } });
  const refused = answers.filter((answer) => answer?.data?.login?.__typename !== 'AuthPayload');
  return refused.map((answer) => `An acknowledged registration does not log in: ${JSON.stringify(answer)}`);
}

async function checkLogout(api: StubbornApi, { accessToken, refreshToken }: Tokens): Promise<string[]> {
  const seen = await api.askEach(ME, {}, accessToken);
  const refreshed = await api.askEach<{ code: string }>(REFRESH_TOKEN, { input: { refreshToken } });
  const accepted = [
    ...seen.filter((answer) => answer?.errors?.[0]?.extensions?.code !== 'UNAUTHENTICATED'),
    ...refreshed.filter((answer) => answer?.data?.refreshToken?.code !== 'INVALID_REFRESH_TOKEN'),
  ];
  return accepted.map((answer) => `A token works after an acknowledged logout: ${JSON.stringify(answer)}`);
}

async function checkLiving(api: StubbornApi, { accessToken, refreshToken }: Tokens): Promise<string[]> {
  const seen = await api.askEach(ME, {}, accessToken);
  const { answer } = await api.ask<{ __typename: string }>(REFRESH_TOKEN, { input: { refreshToken } });
  const refused = seen.filter((each) => !each?.data?.me);
  if (answer.data?.refreshToken?.__typename !== 'AuthPayload') refused.push(answer);
  return refused.map((each) => `A session that nobody ended is over: ${JSON.stringify(each)}`);
}

const SESSIONS = `select id, ended_at is not null as ended,
  exists (select from blacklisted_tokens b where b.id = sessions.id) as blacklisted, generation,
  encode(refresh_digest, 'hex') as "refreshDigest", encode(previous_digest, 'hex') as "previousDigest",
  rotated_at is not null as rotated from sessions`;

/** Looks into the database: every session is of one lineage, ended as a whole or not at all, and no refresh was lost. */
export async function checkRows(databaseUrl: string, history: History): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: sessions } = await client.query<SessionRow>(SESSIONS);
    const tokens = [...history.logouts, ...history.accounts.flatMap((account) => account.sessions)];
    const known = tokens.map(({ refreshToken }) => generationOf(refreshToken));
    return [...halfEnded(sessions), ...brokenLineages(sessions), ...lostRefreshes(sessions, known)];
  } finally {
    await client.end();
  }
}

/** The fields of a refresh token: src/sessions/refresh-token.ts. */
function generationOf(refreshToken: string) {
  const bytes = Buffer.from(refreshToken, 'base64url');
  const sessionId = bytes.toString('hex', 1, 17).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { sessionId, generation: bytes.readUInt32BE(17) };
}
