import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { type Answer, PASSWORD, type SignedIn, someEmail } from '../../support/api-client.js';
import { Dice } from '../../support/fuzz/dice.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../../support/fuzz/effort.js';
import { type KnownValues, PASSWORD_MARK } from '../../support/fuzz/random-input.js';
import { randomOperation } from '../../support/fuzz/random-operation.js';
import { useGatehouse } from '../../support/gatehouse.js';

/** So many operations use the same people; some of the operations delete them. */
const OPERATIONS_PER_CAST = 40;

// Ample, so that most operations are executed rather than refused for their cost.
const gatehouse = useGatehouse({ graphqlMaxCost: 100_000 });
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

interface Cast {
  readonly user: SignedIn;
  readonly administrator: SignedIn;
  readonly known: KnownValues;
}

async function newCast(): Promise<Cast> {
  const [user, administrator] = [await gatehouse.api.newUser(), await gatehouse.newAdministrator()];
  await gatehouse.api.mutate('requestPasswordReset', { email: user.user.email });
  const mailedToken = await gatehouse.mailedToken(user.user.email);
  const ids = [user.user.id, administrator.user.id];
  const sessionIds = [user.session.id, administrator.session.id];
  const emails = [user.user.email, administrator.user.email, someEmail()];
  const names = { username: ['ada_1', someEmail().slice(0, 20)], text: ['a', '%', 'example.com'] };
  const cursors = await cursorsFor(administrator);
  const known = {
    ...{ email: emails, newEmail: emails, password: [PASSWORD], currentPassword: [PASSWORD], newPassword: [PASSWORD] },
    ...{ id: [...ids, ...sessionIds], userId: ids, sessionId: sessionIds, after: cursors, before: cursors, ...names },
    // Short, unlike ids: what is sent under these names must not be found in the log.
    ...{ challengeToken: ['none'], recoveryCode: ['none'], totpCode: ['000000'], secret: ['none'] },
    ...{ refreshToken: [user.refreshToken, administrator.refreshToken], token: [mailedToken, user.refreshToken] },
  };
  return { user, administrator, known };
}

async function cursorsFor({ accessToken: token }: SignedIn): Promise<string[]> {
  const lists = 'users { pageInfo { endCursor } } auditEvents { pageInfo { endCursor } }';
  const query = `{ ${lists} byEmail: users(orderBy: { field: EMAIL, direction: ASC }) { pageInfo { endCursor } } }`;
  const { data } = await gatehouse.api.send(query, {}, { token });
  return Object.values(data as Record<string, { pageInfo: { endCursor: string } }>).map(
    (list) => list.pageInfo.endCursor,
  );
}

async function sendRandomOperation(dice: Dice, { user, administrator, known }: Cast): Promise<number> {
  const { query, variables } = randomOperation(schema, dice, known);
  const token = dice.pick(['', user.accessToken, administrator.accessToken]);
  const answer = await gatehouse.api.send(query, variables, token ? { token } : {});
  const log = gatehouse.log.splice(0);
  const complaints = complaintsAbout(answer, log);
  if (complaints.length === 0) return answer.status;
  throw new Error(JSON.stringify({ complaints, query, variables, answer, log }));
}

function complaintsAbout(answer: Answer, log: string[]): string[] {
  const text = JSON.stringify(answer) + log.join('');
  const complaints = [
    answer.status >= 500 && `status ${answer.status}`,
    answer.data === undefined && !answer.errors?.length && 'neither data nor errors',
    text.includes('INTERNAL_SERVER_ERROR') && 'an internal error',
    text.includes('"level":50') && 'an error in the log',
    (text.includes(PASSWORD_MARK) || text.includes(PASSWORD)) && 'a password in the answer or the log',
  ];
  return complaints.filter((complaint) => complaint !== false);
}

test(
  'random operations never make the server fail, nor repeat a password',
  async () => {
    let cast = await newCast();
    const statuses: number[] = [];
    const property = fc.asyncProperty(fc.gen(), async (generate) => {
      if (statuses.length % OPERATIONS_PER_CAST === 0) cast = await newCast();
      statuses.push(await sendRandomOperation(new Dice(generate), cast));
    });
    // What an operation does to the database would mislead the search for a smaller one that fails too.
    await fc.assert(property, { ...effort(120), endOnFailure: true });
    const executed = statuses.filter((status) => status === 200);
    expect(executed.length).toBeGreaterThan(statuses.length * 0.4);
  },
  FUZZ_TIMEOUT_MILLIS,
);
