import { useState } from 'react';
import { CodeField, codeInput } from './CodeField';
import { gatehouse } from './client';
import { Form, type Values } from './Form';
import { PasskeySignIn } from './PasskeySignIn';

/** The password first; then a code, if the account has a second factor. */
export function SignIn() {
  const [challengeToken, setChallengeToken] = useState<string>();

  /** @returns why the user could not be signed in; empty on success. */
  async function signIn({ email = '', password = '' }: Values): Promise<string> {
    const result = await gatehouse.login({ email, password });
    switch (result.__typename) {
      case 'AuthPayload':
        return ''; // The app shows the account as soon as the user is signed in.
      case 'SecondFactorRequiredError':
        setChallengeToken(result.challengeToken);
        return '';
      case 'InvalidInputError':
        return result.fieldErrors.map(({ field, message }) => `${field}: ${message}`).join(' ');
      case 'TooManyAttemptsError':
        return `Too many attempts. Try again in ${result.retryAfterSeconds} seconds.`;
      case 'ServerBusyError':
        return `The server is busy. Try again in ${result.retryAfterSeconds} seconds.`;
      default:
        return result.message;
    }
  }

  if (challengeToken)
    return <SecondStep challengeToken={challengeToken} restart={() => setChallengeToken(undefined)} />;
  return (
    <>
      <Form title="Sign in" submit={signIn} button="Sign in">
        <label>
          Email <input name="email" type="email" autoComplete="username webauthn" required />
        </label>
        <label>
          Password <input name="password" type="password" autoComplete="current-password" required />
        </label>
      </Form>
      <PasskeySignIn onSecondFactor={setChallengeToken} />
    </>
  );
}

interface SecondStepProps {
  readonly challengeToken: string;
  /** Goes back to the password. */
  readonly restart: () => void;
}

function SecondStep({ challengeToken, restart }: SecondStepProps) {
  async function complete({ code = '' }: Values): Promise<string> {
    const result = await gatehouse.completeLogin({ challengeToken, ...codeInput(code) });
    switch (result.__typename) {
      case 'AuthPayload':
        return '';
      case 'InvalidChallengeError':
        restart();
        return '';
      case 'TooManyAttemptsError':
        return `Too many attempts. Try again in ${result.retryAfterSeconds} seconds.`;
      default:
        return result.message;
    }
  }

  return (
    <Form title="Second step" submit={complete} button="Continue" cancel={restart}>
      <CodeField />
    </Form>
  );
}
