import { useState } from 'react';
import { CodeField, codeInput } from './CodeField';
import { gatehouse } from './client';
import { EmailedLogin, EmailSignIn } from './EmailSignIn';
import { Form, type Values } from './Form';
import { PasskeySignIn } from './PasskeySignIn';
import { SocialSignIn } from './SocialSignIn';
import { useWaysIn } from './ways-in';

/** The first factor, of which there are several; then a code, if the account has a second one. */
export function SignIn() {
  const [challengeToken, setChallengeToken] = useState<string>();
  const { serverInfo, identityProviders } = useWaysIn();
  if (challengeToken)
    return <SecondStep challengeToken={challengeToken} restart={() => setChallengeToken(undefined)} />;
  if (location.pathname === '/email-login') return <EmailedLogin onSecondFactor={setChallengeToken} />;
  return (
    <>
      <PasswordSignIn onSecondFactor={setChallengeToken} />
      <PasskeySignIn onSecondFactor={setChallengeToken} />
      <SocialSignIn providers={identityProviders} />
      <EmailSignIn features={serverInfo.features} onSecondFactor={setChallengeToken} />
    </>
  );
}

export interface PasswordSignInProps {
  /** The account at a provider that the login links. */
  readonly linkToken?: string;
  readonly onSecondFactor: (challengeToken: string) => void;
}

export function PasswordSignIn({ linkToken, onSecondFactor }: PasswordSignInProps) {
  /** @returns why the user could not be signed in; empty on success. */
  async function signIn({ email = '', password = '' }: Values): Promise<string> {
    const result = await gatehouse.login({ email, password, ...(linkToken && { linkToken }) });
    switch (result.__typename) {
      case 'AuthPayload':
        return ''; // The app shows the account as soon as the user is signed in.
      case 'SecondFactorRequiredError':
        onSecondFactor(result.challengeToken);
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

  return (
    <Form title="Sign in" submit={signIn} button="Sign in">
      <label>
        Email <input name="email" type="email" autoComplete="username webauthn" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
    </Form>
  );
}

export interface SecondStepProps {
  readonly challengeToken: string;
  /** Goes back to the password. */
  readonly restart: () => void;
}

export function SecondStep({ challengeToken, restart }: SecondStepProps) {
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
