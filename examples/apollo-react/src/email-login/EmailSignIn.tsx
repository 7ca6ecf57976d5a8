import { requestEmailLogin } from 'gatehouse-client/email-login';
import { useState } from 'react';
import { gatehouse } from '../client';
import { Field } from '../form/Field';
import { Form, type Values } from '../form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../form/outcome';
import { SecondFactor } from '../SecondFactor';
import type { WelcomeProps } from '../Welcome';
import { useWaysIn } from '../ways-in';
import { complete, keepFlowToken } from './complete';

/** Signs in by an email: first the address, then the code, unless the link is opened. */
export function EmailSignIn({ notify }: WelcomeProps) {
  const { features } = useWaysIn().serverInfo;
  const [message, setMessage] = useState('');
  const [challengeToken, setChallengeToken] = useState<string>();

  async function request({ email = '' }: Values): Promise<Outcome> {
    const result = await requestEmailLogin(gatehouse, { email });
    switch (result.__typename) {
      case 'EmailLoginRequested':
        keepFlowToken(result.flowToken);
        setMessage(result.message);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'MailUnavailableError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  if (challengeToken)
    return <SecondFactor challengeToken={challengeToken} restart={() => location.assign('/')} notify={notify} />;
  if (!message)
    return (
      <Form key="request" submit={request} button="Send me an email">
        <Field name="email" label="Email" type="email" autoComplete="username" required />
      </Form>
    );
  return (
    <>
      <p>{message}</p>
      {features.includes('EMAIL_LOGIN_LINK') && <p>Open the link in it in this browser.</p>}
      {features.includes('EMAIL_LOGIN_CODE') && (
        <Form key="complete" submit={({ code = '' }) => complete({ code }, setChallengeToken)} button="Use the code">
          <Field name="code" label="Code from the email" autoComplete="one-time-code" inputMode="numeric" required />
        </Form>
      )}
      <button type="button" className="link" onClick={() => setMessage('')}>
        Send another email
      </button>
    </>
  );
}
