import { completeCallback } from 'gatehouse-client/social';
import { useEffect, useState } from 'react';
import { gatehouse } from '../client';
import { ofError } from '../form/outcome';
import { Heading } from '../Heading';
import { SecondFactor } from '../SecondFactor';
import { SignIn } from '../SignIn';
import type { WelcomeProps } from '../Welcome';

type Completed = Awaited<ReturnType<typeof completeCallback>>;

/** Once for each visit: a callback works once, and React may run an effect twice. */
let completing: Promise<Completed> | undefined;

function complete(): Promise<Completed> {
  const callbackUrl = location.href;
  // It has a code in it, which is used up.
  history.replaceState(null, '', '/social-login');
  return completeCallback(gatehouse, callbackUrl);
}

/** Where providers send the browser back to. */
export function SocialLogin({ notify }: WelcomeProps) {
  const [completed, setCompleted] = useState<Completed>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    completing ??= complete();
    completing.then(setCompleted, (error: unknown) => setProblem(ofError(error).problem ?? ''));
  }, []);
  const restart = () => location.assign('/');

  if (problem) return <Failed problem={problem} />;
  if (!completed) return <p role="status">One moment…</p>;
  switch (completed.__typename) {
    case 'AuthPayload': // The app shows the account as soon as the user is signed in.
    case 'IdentityPayload':
      return null;
    case 'SecondFactorRequiredError':
      return <SecondFactor challengeToken={completed.challengeToken} restart={restart} notify={notify} />;
    case 'AccountLinkRequiredError':
      return (
        <>
          <Heading>Link your account</Heading>
          <p>{completed.message}</p>
          <SignIn notify={notify} linkToken={completed.linkToken} />
        </>
      );
    default:
      return <Failed problem={completed.message} />;
  }
}

function Failed({ problem }: { problem: string }) {
  return (
    <>
      <Heading>Signing in did not work</Heading>
      <p role="alert" className="problem">
        {problem}
      </p>
      <p>
        <a href="/">Back to sign-in</a>
      </p>
    </>
  );
}
