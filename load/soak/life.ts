import { randomUUID } from 'node:crypto';
import { LOGIN, LOGOUT, LOGOUT_ALL, ME, mutation, REFRESH_TOKEN, REGISTER } from '../../test/support/operations.ts';
import type { Client } from '../shared/closed-loop.ts';
import type { Gatehouse, SignedIn } from '../shared/gatehouse.ts';

const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'staple correct horse';
const VISITS = 15;

const SESSIONS = '{ me { sessions(first: 5) { totalCount edges { node { id isCurrent userAgent } } } } }';

/** A client that lives through one account after the other, each from its registration to its deletion. */
export function lifeClient(gatehouse: Gatehouse): Client {
  let actions: AsyncGenerator<unknown> | undefined;
  return async () => {
    actions ??= live(new Person(gatehouse));
    if ((await actions.next()).done) actions = undefined;
  };
}

/** One request per step. */
async function* live(person: Person): AsyncGenerator<unknown> {
  yield person.signIn(REGISTER, { password: PASSWORD }, 'AuthPayload');
  yield person.signIn(LOGIN, { password: 'not the password' }, 'InvalidCredentialsError');
  for (let visit = 0; visit < VISITS; visit += 1) {
    yield person.ask(ME);
    yield person.ask(SESSIONS);
    yield person.refresh();
  }
  yield person.mutate('requestPasswordReset', { email: person.email }, 'MailRequestedPayload');
  yield person.mutate('updateProfile', { username: `u${randomUUID().slice(0, 18)}` }, 'AccountPayload');
  yield person.ask(LOGOUT);
  yield person.signIn(LOGIN, { password: PASSWORD }, 'AuthPayload');
  const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
  yield person.mutate('changePassword', passwords, 'ChangePasswordPayload');
  yield person.ask(LOGOUT_ALL);
  yield person.signIn(LOGIN, { password: NEW_PASSWORD }, 'AuthPayload');
  yield person.mutate('deleteAccount', { password: NEW_PASSWORD }, 'DeleteAccountPayload');
}

interface Result {
  readonly __typename: string;
}

type Tokens = Pick<SignedIn, 'accessToken' | 'refreshToken'>;

class Person {
  readonly email = `person-${randomUUID()}@example.com`;
  private readonly gatehouse: Gatehouse;
  private tokens: Tokens | undefined;

  constructor(gatehouse: Gatehouse) {
    this.gatehouse = gatehouse;
  }

  ask<T>(query: string, variables: object = {}): Promise<T> {
    return this.gatehouse.run<T>(query, variables, { token: this.tokens?.accessToken ?? '' });
  }

  async signIn(query: string, input: object, expected: string): Promise<void> {
    const result = await this.gatehouse.run<Result>(query, { input: { email: this.email, ...input } });
    this.keep(expectType(result, expected));
  }

  async refresh(): Promise<void> {
    const input = { refreshToken: this.tokens?.refreshToken };
    this.keep(expectType(await this.gatehouse.run<Result>(REFRESH_TOKEN, { input }), 'AuthPayload'));
  }

  async mutate(field: string, input: object, expected: string): Promise<void> {
    this.keep(expectType(await this.ask<Result>(mutation(field), { input }), expected));
  }

  private keep(result: Result): void {
    if ('accessToken' in result) this.tokens = result as Result & Tokens;
  }
}

function expectType(result: Result, expected: string): Result {
  if (result.__typename === expected) return result;
  throw new Error(`Expected ${expected}, but the answer is ${JSON.stringify(result)}`);
}
