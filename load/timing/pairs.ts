import { randomUUID } from 'node:crypto';
import type { Gatehouse } from '../shared/gatehouse.ts';

/** Two requests that must not be told apart: one for an account that exists, one for none. */
export interface Pair {
  readonly operation: string;
  readonly known: () => Promise<unknown>;
  readonly unknown: () => Promise<unknown>;
  /** How many more measurements it takes, the request being so much shorter. */
  readonly factor: number;
}

const KNOWN_COUNT = 20;

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }';
const mailRequest = (field: string, type: string) =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
const RESET = mailRequest('requestPasswordReset', 'RequestPasswordResetInput');
const VERIFY = mailRequest('requestEmailVerification', 'RequestEmailVerificationInput');

export async function preparePairs(gatehouse: Gatehouse): Promise<Pair[]> {
  const nextKnown = inTurn(await registerSome(gatehouse));
  const pair = (operation: string, send: (email: string) => Promise<unknown>, factor: number): Pair => ({
    operation,
    known: () => send(nextKnown()),
    unknown: () => send(unknownEmail()),
    factor,
  });
  const expect = async (query: string, input: object, typename: string) => {
    const result = await gatehouse.run<{ __typename: string }>(query, { input });
    if (result.__typename !== typename) throw new Error(`Answered ${result.__typename} instead of ${typename}.`);
  };
  const wrongLogin = (email: string) =>
    expect(LOGIN, { email, password: 'not the password' }, 'InvalidCredentialsError');
  const request = (query: string) => (email: string) => expect(query, { email }, 'MailRequestedPayload');
  return [
    pair('login', wrongLogin, 1),
    pair('requestPasswordReset', request(RESET), 4),
    pair('requestEmailVerification', request(VERIFY), 4),
  ];
}

async function registerSome(gatehouse: Gatehouse): Promise<string[]> {
  const emails = Array.from({ length: KNOWN_COUNT }, unknownEmail);
  for (const email of emails) await gatehouse.register(email);
  return emails;
}

function unknownEmail(): string {
  return `person-${randomUUID()}@example.com`;
}

function inTurn(emails: readonly string[]): () => string {
  let index = 0;
  return () => emails[index++ % emails.length] as string;
}
