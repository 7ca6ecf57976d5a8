import { isAutofillSupported, isSupported, signInWithPasskey } from 'gatehouse-client/passkeys';
import { useEffect, useRef, useState } from 'react';
import { gatehouse } from './client';

export interface PasskeySignInProps {
  /** The passkey was right, and a second factor is needed too. */
  readonly onSecondFactor: (challengeToken: string) => void;
}

/** Signs in by a passkey: by the button, or from the field that has `autocomplete="username webauthn"`. */
export function PasskeySignIn({ onSecondFactor }: PasskeySignInProps) {
  const [problem, setProblem] = useState('');
  const autofill = useRef<AbortController>(null);

  /** @returns why the user could not be signed in; empty on success, and if no passkey was chosen. */
  async function signIn(options: { autofill?: boolean; signal?: AbortSignal }): Promise<string> {
    const result = await signInWithPasskey(gatehouse, options);
    if (result.__typename === 'SecondFactorRequiredError') onSecondFactor(result.challengeToken);
    const isSettled = ['AuthPayload', 'SecondFactorRequiredError', 'PasskeyCancelled'].includes(result.__typename);
    return isSettled || !('message' in result) ? '' : result.message;
  }

  useEffect(() => {
    const { signal, abort } = newController();
    const offer = async () =>
      (await isAutofillSupported()) && !signal.aborted ? signIn({ autofill: true, signal }) : '';
    offer().then(
      (reason) => signal.aborted || setProblem(reason),
      () => {}, // Nobody has asked for it.
    );
    return abort;
  }, []);

  function newController() {
    const controller = new AbortController();
    autofill.current = controller;
    return { signal: controller.signal, abort: () => controller.abort() };
  }

  function press() {
    // A browser does one thing with passkeys at a time.
    autofill.current?.abort();
    signIn({}).then(setProblem, ({ message }) => setProblem(message));
  }

  if (!isSupported()) return null;
  return (
    <section aria-label="Passkey">
      <p role="alert">{problem}</p>
      <button type="button" onClick={press}>
        Sign in with a passkey
      </button>
    </section>
  );
}
