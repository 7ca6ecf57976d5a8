import { completeCallback } from 'gatehouse-client/social';
import { useEffect, useState } from 'react';
import { gatehouse } from './client';
import { PasswordSignIn, SecondStep } from './SignIn';

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
export function SocialLogin() {
  const [completed, setCompleted] = useState<Completed>();
  const [problem, setProblem] = useState('');
  const [challengeToken, setChallengeToken] = useState<string>();

  useEffect(() => {
    const settle = (result: Completed) => {
      setCompleted(result);
      if (result.__typename === 'SecondFactorRequiredError') setChallengeToken(result.challengeToken);
      else if ('message' in result) setProblem(result.message);
    };
    completing ??= complete();
    completing.then(settle, ({ message }) => setProblem(message));
  }, []);

  if (challengeToken) return <SecondStep challengeToken={challengeToken} restart={() => location.assign('/')} />;
  return (
    <>
      <p role="alert">{problem}</p>
      {completed?.__typename === 'AccountLinkRequiredError' && (
        <PasswordSignIn linkToken={completed.linkToken} onSecondFactor={setChallengeToken} />
      )}
      {problem && <a href="/">Sign in another way</a>}
    </>
  );
}
