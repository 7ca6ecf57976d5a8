import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../shared/forms/Form';
import { CodeField, RecoveryCodeField } from '../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import type { Wording } from '../../shared/language/messages';
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

const CODE_MISSING: Wording = ({ t }) => t('entrance.secondFactor.codeMissing');

/** The second step of a login: a code of the authenticator app, or a recovery code. */
export function SecondFactor({ challengeToken, hasPasskey, restart }: Props) {
  const t = useTranslations('entrance');
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
        return { fields: { code: messageOf(result) } };
      case 'InvalidInputError':
        return { fields: { code: CODE_MISSING } };
      case 'InvalidChallengeError':
        notify(t('secondFactor.tooLate'));
        restart();
        return {};
      case 'AccountDeactivatedError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const elsewhere = (
    <>
      <Button variant="subtle" onClick={() => setIsRecovery(!isRecovery)}>
        {t(isRecovery ? 'secondFactor.useApp' : 'secondFactor.useRecoveryCode')}
      </Button>
      <Button variant="subtle" onClick={restart}>
        {t('back')}
      </Button>
    </>
  );
  return (
    <Entrance
      key={isRecovery ? 'recovery' : 'app'}
      title={t(isRecovery ? 'secondFactor.recoveryTitle' : 'secondFactor.appTitle')}
      lead={t(isRecovery ? 'secondFactor.recoveryLead' : 'secondFactor.appLead')}
      elsewhere={elsewhere}
    >
      <Form submit={complete} button={t('continue')} fullWidth>
        {isRecovery ? <RecoveryCodeField /> : <CodeField />}
      </Form>
      {hasPasskey && <PasskeySignIn challengeToken={challengeToken} />}
    </Entrance>
  );
}
