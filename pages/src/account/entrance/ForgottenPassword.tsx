import { requestPasswordReset } from 'gatehouse-client/account';
import { useState } from 'react';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { SIGN_IN } from '../paths';
import { Entrance, PageLink } from './Entrance';

const BACK = <PageLink to={SIGN_IN}>Back to sign-in</PageLink>;

export function ForgottenPassword() {
  const [message, setMessage] = useState<string>();

  async function request({ email = '' }: Values): Promise<Outcome> {
    const result = await requestPasswordReset(gatehouse, { email });
    switch (result.__typename) {
      case 'MailRequestedPayload':
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

  if (message) return <Entrance key="sent" title="Check your inbox" lead={message} elsewhere={BACK} />;
  return (
    <Entrance
      title="Forgot your password?"
      lead="Enter your email address to get a link with which you choose a new one."
      elsewhere={BACK}
    >
      <Form submit={request} button="Email me a link" fullWidth>
        <EmailField />
      </Form>
    </Entrance>
  );
}
