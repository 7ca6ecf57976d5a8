import { Button } from '@mantine/core';
import { useState } from 'react';
import { Form, type Values } from '../../shared/forms/Form';
import { CodeField, RecoveryCodeField } from '../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { useNotify } from '../../shared/Notices';
import { useAdvice } from '../advice';
import { Entrance } from './Entrance';
import { PasskeySignIn } from './PasskeySignIn';

interface Props {
  readonly challengeToken: string;
  /** Whether a passkey is one of the second factors. */
  readonly hasPasskey: boolean;
  /** Goes back to the password. */
  readonly restart: () => void;
}

const APP = { title: 'Enter your code', lead: 'Your authenticator app shows it.', other: 'Use a recovery code' };
const RECOVERY = { title: 'Use a recovery code', lead: 'For when you have lost your app.', other: 'Use your app' };

/** The second step of a login: a code of the authenticator app, or a recovery code. */
export function SecondFactor({ challengeToken, hasPasskey, restart }: Props) {
  const [isRecovery, setIsRecovery] = useState(false);
  const notify = useNotify();
  const advise = useAdvice();

  async function complete({ code = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.completeLogin({ challengeToken, [isRecovery ? 'recoveryCode' : 'totpCode']: code });
    switch (result.__typename) {
      case 'AuthPayload':
        advise(result);
        return {};
      case 'WrongCodeError':
        return { fields: { code: result.message } };
      case 'InvalidInputError':
        return { fields: { code: 'Enter the code.' } };
      case 'InvalidChallengeError':
        notify('That took too long. Sign in again.');
        restart();
        return {};
      case 'AccountDeactivatedError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const { title, lead, other } = isRecovery ? RECOVERY : APP;
  const elsewhere = (
    <>
      <Button variant="subtle" onClick={() => setIsRecovery(!isRecovery)}>
        {other}
      </Button>
      <Button variant="subtle" onClick={restart}>
        Back
      </Button>
    </>
  );
  return (
    <Entrance key={title} title={title} lead={lead} elsewhere={elsewhere}>
      <Form submit={complete} button="Continue" fullWidth>
        {isRecovery ? <RecoveryCodeField /> : <CodeField />}
      </Form>
      {hasPasskey && <PasskeySignIn challengeToken={challengeToken} />}
    </Entrance>
  );
}
