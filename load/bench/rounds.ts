import { type Client, runClosedLoop } from '../shared/closed-loop.ts';
import type { Figures } from '../shared/figures.ts';
import { bearer, type Gatehouse, type SignedIn } from '../shared/gatehouse.ts';
import { type HttpRequest, jsonRequest, send } from '../shared/http.ts';
import { nextMessage } from '../shared/processes.ts';
import type { BcryptRound } from './bcrypt-floor.ts';
import { floorRefreshClients, loginClients, logoutRound, refreshClients } from './clients.ts';
import { repeatRequest, withExpectedBody } from './fixed-request.ts';
import type { Systems } from './systems.ts';

/** How many clients send requests at once. */
export const CLIENT_COUNTS = { me: 32, login: 16, refreshToken: 16, logout: 16 } as const;

export type Operation = keyof typeof CLIENT_COUNTS;

/** As many as clients log in or refresh at once. */
export function registerUsers(gatehouse: Gatehouse): Promise<SignedIn[]> {
  const userCount = Math.max(CLIENT_COUNTS.login, CLIENT_COUNTS.refreshToken);
  const emails = Array.from({ length: userCount }, (_, index) => `person-${index}@example.com`);
  return Promise.all(emails.map((email) => gatehouse.register(email)));
}

/** Loads a system for a time. */
export type Round = (durationSeconds: number) => Promise<Figures>;

export async function prepareGatehouseRounds(
  { gatehouse, registry }: Systems,
  users: readonly SignedIn[],
): Promise<Record<Operation, Round>> {
  const [{ accessToken, user }] = users as [SignedIn];
  return {
    me: await meRound(gatehouse.meRequest(accessToken), user.id),
    login: closedLoop(loginClients(gatehouse, users.slice(0, CLIENT_COUNTS.login))),
    refreshToken: closedLoop(refreshClients(gatehouse, users.slice(0, CLIENT_COUNTS.refreshToken))),
    logout: logoutRound(
      CLIENT_COUNTS.logout,
      async (index) => (await registry.register(`guest-${index}@example.com`)).accessToken,
      (token) => gatehouse.logout(token),
    ),
  };
}

export async function prepareFloorRounds(
  { floorUrl, bcryptFloor }: Systems,
  { accessToken, user }: SignedIn,
): Promise<Record<Operation, Round>> {
  const meRequest = { method: 'GET', url: `${floorUrl}/me`, headers: bearer(accessToken) } as const;
  return {
    me: await meRound(meRequest, user.id),
    login: (durationSeconds) => {
      const round: BcryptRound = { clientCount: CLIENT_COUNTS.login, durationSeconds };
      bcryptFloor.send(round);
      return nextMessage<Figures>(bcryptFloor);
    },
    refreshToken: closedLoop(await floorRefreshClients(floorUrl, CLIENT_COUNTS.refreshToken)),
    logout: logoutRound(
      CLIENT_COUNTS.logout,
      async () => JSON.parse(await send(jsonRequest(`${floorUrl}/session`, {}))).accessToken,
      async (token) => void (await send(jsonRequest(`${floorUrl}/logout`, {}, bearer(token)))),
    ),
  };
}

export async function meRound(request: HttpRequest, userId: string): Promise<Round> {
  const fixed = await withExpectedBody(request, userId);
  return (durationSeconds) => repeatRequest(fixed, { connections: CLIENT_COUNTS.me, durationSeconds });
}

function closedLoop(clients: readonly Client[]): Round {
  return (durationSeconds) => runClosedLoop(clients, durationSeconds);
}
