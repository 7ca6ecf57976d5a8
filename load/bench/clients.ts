import type { Client } from '../shared/closed-loop.ts';
import type { Gatehouse, SignedIn } from '../shared/gatehouse.ts';
import { jsonRequest, send } from '../shared/http.ts';

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

function chain(first: string, refresh: (token: string) => Promise<{ refreshToken: string }>): Client {
  let token = first;
  return async () => {
    const { refreshToken } = await refresh(token);
    if (!refreshToken || refreshToken === token) throw new Error('refreshToken answered with no new refresh token.');
    token = refreshToken;
  };
}
