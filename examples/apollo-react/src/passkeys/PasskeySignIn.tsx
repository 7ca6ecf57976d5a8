import { isAutofillSupported, isSupported, signInWithPasskey } from 'gatehouse-client/passkeys';
import { useEffect, useRef, useState } from 'react';
import { gatehouse } from '../client';
import { Form } from '../form/Form';
import { type Outcome, unknownProblem, waitToRetry } from '../form/outcome';

export interface PasskeySignInProps {
  /** The passkey was right, and a second factor is needed too. */
  readonly onSecondFactor: (challengeToken: string) => void;
}

/** Signs in by a passkey: by the button, or from the field that has `autocomplete="username webauthn"`. */
export function PasskeySignIn({ onSecondFactor }: PasskeySignInProps) {
  const [problem, setProblem] = useState('');
  const autofill = useRef<AbortController>(null);

  async function signIn(options: { autofill?: boolean; signal?: AbortSignal }): Promise<Outcome> {
    const result = await signInWithPasskey(gatehouse, options);
    switch (result.__typename) {
      case 'AuthPayload': // The app shows the account as soon as the user is signed in.
      case 'PasskeyCancelled':
        return {};
      case 'SecondFactorRequiredError':
        onSecondFactor(result.challengeToken);
        return {};
      case 'InvalidPasskeyError':
      case 'AccountDeactivatedError':
      case 'EmailNotVerifiedError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  useEffect(() => {
    const controller = new AbortController();
    autofill.current = controller;
    const { signal } = controller;
    const offer = async (): Promise<Outcome> =>
      (await isAutofillSupported()) && !signal.aborted ? signIn({ autofill: true, signal }) : {};
    offer()
      .catch(() => ({ problem: '' })) // Nobody has asked for it.
      .then((outcome) => signal.aborted || setProblem(outcome.problem ?? ''));
    return () => controller.abort();
  }, []);

  async function press(): Promise<Outcome> {
    // A browser does one thing with passkeys at a time.
    autofill.current?.abort();
    setProblem('');
    return signIn({});
  }

  if (!isSupported()) return null;
  return (
    <>
      <p role="alert" className="problem">
        {problem}
      </p>
      <Form submit={press} button="Sign in with a passkey" />
    </>
  );
}
