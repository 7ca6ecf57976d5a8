import { type SubmitEvent, useState } from 'react';
import { gatehouse } from './client';

/** @returns why the user could not be signed in; empty on success. */
async function signIn(email: string, password: string): Promise<string> {
  const result = await gatehouse.login({ email, password });
  switch (result.__typename) {
    case 'AuthPayload':
      return ''; // The app shows the account as soon as the user is signed in.
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

export function SignIn() {
  const [problem, setProblem] = useState('');

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setProblem(await signIn(String(form.get('email')), String(form.get('password'))).catch(({ message }) => message));
  }

  return (
    <form onSubmit={send} noValidate>
      <h1>Sign in</h1>
      <label>
        Email <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <p role="alert">{problem}</p>
      <button type="submit">Sign in</button>
    </form>
  );
}
