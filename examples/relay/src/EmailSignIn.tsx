import { completeEmailLogin, requestEmailLogin } from 'gatehouse-client/email-login';
import { useState } from 'react';
import { gatehouse } from './client';
import { Form, type Values } from './Form';

const KEY = 'email-login';

export interface EmailSignInProps {
  /** What the server offers. */
  readonly features: readonly string[];
  /** What was sent is right, and a second factor is needed too. */
  readonly onSecondFactor: (challengeToken: string) => void;
}

/** Signs in by an email: first the address, then the code, unless the link is opened. */
export function EmailSignIn({ features, onSecondFactor }: EmailSignInProps) {
  const [message, setMessage] = useState('');
  const [code, link] = [features.includes('EMAIL_LOGIN_CODE'), features.includes('EMAIL_LOGIN_LINK')];

  async function request({ email = '' }: Values): Promise<string> {
    const result = await requestEmailLogin(gatehouse, { email });
    if (result.__typename !== 'EmailLoginRequested') return result.message;
    // The email works only together with this: for all tabs, because its link opens another one.
    localStorage.setItem(KEY, result.flowToken);
    setMessage(result.message);
    return '';
  }

  if (!code && !link) return null;
  if (!message)
    return (
      <Form title="Sign in by email" submit={request} button="Send me an email">
        <label>
          Your email <input name="email" type="email" autoComplete="username" required />
        </label>
      </Form>
    );
  return (
    <>
      <p role="status">{message}</p>
      {link && <p>Open the link in it in this browser.</p>}
      {code && (
        <Form
          title="Enter the code"
          submit={(values) => complete({ code: values.code ?? '' }, onSecondFactor)}
          button="Use the code"
          cancel={() => setMessage('')}
        >
          <label>
            Code from the email <input name="code" autoComplete="one-time-code" inputMode="numeric" required />
          </label>
        </Form>
      )}
    </>
  );
}

/**
 * The page that a link in an email leads to. It waits for a click; and what programs press that scan emails signs nobody in,
 * because they lack what the browser has kept that requested the email.
 */
export function EmailedLogin({ onSecondFactor }: Pick<EmailSignInProps, 'onSecondFactor'>) {
  const token = new URLSearchParams(location.search).get('token') ?? '';
  return (
    <Form title="Sign in by email" submit={() => complete({ token }, onSecondFactor)} button="Sign in">
      <a href="/">Sign in another way</a>
    </Form>
  );
}

/** @returns why the user could not be signed in; empty on success. */
async function complete(
  sent: { readonly code: string } | { readonly token: string },
  onSecondFactor: (challengeToken: string) => void,
): Promise<string> {
  const result = await completeEmailLogin(gatehouse, { flowToken: localStorage.getItem(KEY) ?? '', ...sent });
  switch (result.__typename) {
    case 'AuthPayload':
      localStorage.removeItem(KEY);
      return ''; // The app shows the account as soon as the user is signed in.
    case 'SecondFactorRequiredError':
      onSecondFactor(result.challengeToken);
      return '';
    case 'InvalidInputError':
      // The code is missing; or this is not the browser that requested the email, and the message says so.
      return result.fieldErrors.map(({ message }) => message).join(' ');
    case 'TooManyAttemptsError':
      return `Too many attempts. Try again in ${result.retryAfterSeconds} seconds.`;
    default:
      return result.message;
  }
}
