import { execute } from '../shared/database.ts';
import type { Gatehouse, SignedIn } from '../shared/gatehouse.ts';
import { send } from '../shared/http.ts';

const USERS = '{ users(first: 20) { edges { node { id email } } pageInfo { endCursor } } }';
const AUDIT_EVENTS = '{ auditEvents(first: 20) { edges { node { id kind } } pageInfo { endCursor } } }';
const STATUS =
  '{ serverStatus { userCount activeSessionCount blacklistedTokenCount waitingEmailCount failedEmailCount } }';
const EMAILS = '{ emails(first: 20) { edges { node { id recipient } } pageInfo { endCursor } } }';
const DELETE_USER =
  'mutation ($input: UserIdInput!) { deleteUser(input: $input) { __typename ... on ErrorResult { message } } }';

/** Does one thing once. */
export type Operation = () => Promise<unknown>;

/** What is done on either database, each at most so many times. */
export async function prepareOperations(
  server: Gatehouse,
  databaseUrl: string,
  samples: number,
): Promise<Record<string, Operation>> {
  let count = 0;
  const newUser = () => server.register(`visitor-${++count}@example.com`);
  let ada = await newUser();
  const guests: SignedIn[] = [];
  while (guests.length < 2 * samples) guests.push(await newUser());
  const next = () => guests.pop() as SignedIn;
  const administrator = await newUser();
  await execute(databaseUrl, `update users set role = 'ADMIN' where id = '${administrator.user.id}'`);
  const { accessToken: token } = await server.login(administrator.user.email);
  return {
    me: () => send(server.meRequest(ada.accessToken)),
    refreshToken: async () => {
      ada = await server.refresh(ada.refreshToken);
    },
    login: () => server.login(administrator.user.email),
    register: newUser,
    logout: () => server.logout(next().accessToken),
    'a page of users': () => server.run(USERS, {}, { token }),
    'a page of audit events': () => server.run(AUDIT_EVENTS, {}, { token }),
    serverStatus: () => server.run(STATUS, {}, { token }),
    'a page of emails': () => server.run(EMAILS, {}, { token }),
    deleteUser: () => server.run(DELETE_USER, { input: { userId: next().user.id } }, { token }),
  };
}
