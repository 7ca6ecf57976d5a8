import { useState } from 'react';
import { emailedToken } from '../EmailedPage';
import { Form } from '../form/Form';
import { Heading } from '../Heading';
import { SecondFactor } from '../SecondFactor';
import type { WelcomeProps } from '../Welcome';
import { complete } from './complete';

/**
 * The page that the email requested by EmailSignIn links to. It waits for a click; and what programs press that scan emails
 * signs nobody in, because they lack what the browser has kept that requested the email.
 */
export function EmailedLogin({ notify }: WelcomeProps) {
  const [challengeToken, setChallengeToken] = useState<string>();
  if (challengeToken)
    return <SecondFactor challengeToken={challengeToken} restart={() => location.assign('/')} notify={notify} />;
  return (
    <>
      <Heading>Sign in by email</Heading>
      <Form submit={() => complete({ token: emailedToken() }, setChallengeToken)} button="Sign in" />
      <p>
        <a href="/">Sign in another way</a>
      </p>
    </>
  );
}
