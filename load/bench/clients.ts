import { type Client, runEach } from '../shared/closed-loop.ts';
import type { Figures } from '../shared/figures.ts';
import type { Gatehouse, SignedIn } from '../shared/gatehouse.ts';
import { jsonRequest, send } from '../shared/http.ts';

/** A session can be logged out once only, and making one takes longer. */
const LOGOUTS_PER_SECOND = 300;

/** Each logs one user in, again and again. */
export function loginClients(gatehouse: Gatehouse, users: readonly SignedIn[]): Client[] {
  return users.map(({ user }) => async () => {
    const signedIn = await gatehouse.login(user.email);
    if (signedIn.user.id !== user.id) throw new Error('login answered with another user.');
  });
}

/** Each keeps one session alive: the refresh token of an answer goes into the next request. */
export function refreshClients(gatehouse: Gatehouse, users: readonly SignedIn[]): Client[] {
  return users.map(({ refreshToken }) => chain(refreshToken, (token) => gatehouse.refresh(token)));
}

/** The same for the floor. */
export function floorRefreshClients(url: string, clientCount: number): Promise<Client[]> {
  const post = async (path: string, body: object) => JSON.parse(await send(jsonRequest(`${url}${path}`, body)));
  const startChain = async () => {
    const { refreshToken } = await post('/login', {});
    return chain(refreshToken, (token) => post('/refreshToken', { refreshToken: token }));
  };
  return Promise.all(Array.from({ length: clientCount }, startChain));
}

/** Logs each of some sessions out, once. @returns how to, for the given number of clients. */
export function logoutRound(
  clientCount: number,
  startSession: (index: number) => Promise<string>,
  logout: (token: string) => Promise<void>,
) {
  let started = 0;
  return async (durationSeconds: number): Promise<Figures> => {
    const tokens: string[] = [];
    const indexes = Array.from({ length: durationSeconds * LOGOUTS_PER_SECOND }, () => started++);
    await runEach(indexes, clientCount, async (index) => void tokens.push(await startSession(index)));
    return runEach(tokens, clientCount, logout);
  };
}

function chain(first: string, refresh: (token: string) => Promise<{ refreshToken: string }>): Client {
  let token = first;
  return async () => {
    const { refreshToken } = await refresh(token);
    if (!refreshToken || refreshToken === token) throw new Error('refreshToken answered with no new refresh token.');
    token = refreshToken;
  };
}
