import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Gatehouse } from '../shared/gatehouse.ts';

/**
 * Two requests that must not be told apart: one for an account that exists, one for none; or, for `login-second-factor`,
 * one for an account with a second factor, one for an account without.
 */
export interface Pair {
  readonly operation: string;
  readonly known: () => Promise<unknown>;
  readonly unknown: () => Promise<unknown>;
  /** How many more measurements it takes, the request being so much shorter. */
  readonly factor: number;
}

const KNOWN_COUNT = 20;
const PASSWORD = 'correct horse battery';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }';
const START_TOTP = `mutation { startTotpEnrollment(input: {}) { ... on TotpEnrollment { enrollmentId secret } } }`;
const CONFIRM_TOTP =
  'mutation ($input: ConfirmTotpEnrollmentInput!) { confirmTotpEnrollment(input: $input) { __typename } }';
const mailRequest = (field: string, type: string) =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { __typename } }';
const RESET = mailRequest('requestPasswordReset', 'RequestPasswordResetInput');
const REQUEST_LOGIN = `mutation ($input: RequestEmailLoginInput!) {
  requestEmailLogin(input: $input) { __typename ... on EmailLoginRequested { flowToken } }
}`;
const COMPLETE_LOGIN = mailRequest('completeEmailLogin', 'CompleteEmailLoginInput');
const VERIFY = mailRequest('requestEmailVerification', 'RequestEmailVerificationInput');

/** @param verifyAll makes the accounts that exist so far verified ones. */
export async function preparePairs(gatehouse: Gatehouse, verifyAll: () => Promise<void>): Promise<Pair[]> {
  const send = async (query: string, input: object, expected: string) => {
    const { __typename } = await gatehouse.run<{ __typename: string }>(query, { input });
    if (__typename !== expected) throw new Error(`Answered ${__typename} instead of ${expected}.`);
  };
  const register = (email: string) =>
    send(REGISTER, { email, password: PASSWORD, username: nameIn(email) }, 'VerificationRequired');
  const loginBy = (username: string) =>
    send(LOGIN, { username, password: 'not the password' }, 'InvalidCredentialsError');
  const login = (email: string) => send(LOGIN, { email, password: 'not the password' }, 'InvalidCredentialsError');
  const request = (query: string) => (email: string) => send(query, { email }, 'MailRequestedPayload');
  const requestLogin = async (email: string) => {
    const { flowToken } = await gatehouse.run<{ flowToken: string }>(REQUEST_LOGIN, { input: { email } });
    if (!flowToken) throw new Error('No email to log in by was requested.');
    return flowToken;
  };
  const tryCode = async (email: string) =>
    send(COMPLETE_LOGIN, { flowToken: await requestLogin(email), code: '00000000' }, 'WrongCodeError');
  const verified = await registerSome(register);
  const nextVerified = inTurn(verified);
  const nextUsername = inTurn(verified.map(nameIn));
  const withFactor = await registerSome(register);
  await verifyAll();
  for (const email of withFactor) await addApp(gatehouse, email);
  const nextWithFactor = inTurn(withFactor);
  const nextUnverified = inTurn(await registerSome(register));
  type Ask = (email: string) => Promise<unknown>;
  const pair = (operation: string, ask: Ask, factor: number, nextKnown = nextVerified): Pair => {
    return { operation, known: () => ask(nextKnown()), unknown: () => ask(unknownEmail()), factor };
  };
  return [
    pair('login', login, 1),
    {
      operation: 'login-second-factor',
      known: () => login(nextWithFactor()),
      unknown: () => login(nextVerified()),
      factor: 1,
    },
    {
      operation: 'login-username',
      known: () => loginBy(nextUsername()),
      unknown: () => loginBy(unknownName()),
      factor: 1,
    },
    pair('register', register, 1),
    pair('register-unverified', register, 1, nextUnverified),
    pair('requestPasswordReset', request(RESET), 4),
    pair('requestEmailVerification', request(VERIFY), 4, nextUnverified),
    pair('requestEmailLogin', requestLogin, 4),
    // Together with the request that each attempt needs.
    pair('completeEmailLogin', tryCode, 4),
  ];
}

async function registerSome(register: (email: string) => Promise<void>): Promise<string[]> {
  const emails = Array.from({ length: KNOWN_COUNT }, unknownEmail);
  for (const email of emails) await register(email);
  return emails;
}

async function addApp(gatehouse: Gatehouse, email: string): Promise<void> {
  const { accessToken: token } = await gatehouse.login(email);
  const enrollment = await gatehouse.run<{ enrollmentId: string; secret: string }>(START_TOTP, {}, { token });
  const code = new TOTP({ secret: Secret.fromBase32(enrollment.secret) }).generate();
  const input = { enrollmentId: enrollment.enrollmentId, code };
  const { __typename } = await gatehouse.run<{ __typename: string }>(CONFIRM_TOTP, { input }, { token });
  if (__typename !== 'TotpEnrollmentPayload') throw new Error(`An app was not added: ${__typename}.`);
}

/** As long as a username may be. */
function nameIn(email: string): string {
  return email.replace('person-', '').replaceAll('-', '').slice(0, 30);
}

function unknownName(): string {
  return nameIn(unknownEmail());
}

function unknownEmail(): string {
  return `person-${randomUUID()}@example.com`;
}

function inTurn(emails: readonly string[]): () => string {
  let index = 0;
  return () => emails[index++ % emails.length] as string;
}
