import { Alert, Divider, Stack } from '@mantine/core';
import { isAutofillSupported, isSupported, signInWithPasskey } from 'gatehouse-client/passkeys';
import { Fingerprint } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Form } from '../../shared/forms/Form';
import { type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { useLocalization } from '../../shared/language/Localized';
import { say } from '../../shared/language/messages';

interface Props {
  /** The passkey was right, and a second factor is needed too. */
  readonly onSecondFactor?: (challengeToken: string) => void;
  /** The login whose second factor the passkey is. */
  readonly challengeToken?: string;
}

/** Signs in by a passkey: by the button, or from the email field, which offers those that the browser knows. */
export function PasskeySignIn({ onSecondFactor, challengeToken }: Props) {
  const localization = useLocalization();
  const { t } = localization;
  const [offered, setOffered] = useState<Outcome>({});
  const autofill = useRef<AbortController>(null);

  useEffect(() => {
    if (challengeToken) return undefined;
    const controller = new AbortController();
    autofill.current = controller;
    offerInField(controller.signal, onSecondFactor)
      // Nobody has asked for it, so a browser that cannot is no problem.
      .catch((): Outcome => ({}))
      .then((outcome) => controller.signal.aborted || setOffered(outcome));
    return () => controller.abort();
  }, [challengeToken, onSecondFactor]);

  async function press(): Promise<Outcome> {
    // A browser does one thing with passkeys at a time.
    autofill.current?.abort();
    setOffered({});
    return signIn(challengeToken ? { challengeToken } : {}, onSecondFactor);
  }

  if (!isSupported()) return null;
  return (
    <Stack gap="md">
      <Divider label={t('entrance.or')} />
      <div role="alert">{offered.problem && <Alert color="red">{say(offered.problem, localization)}</Alert>}</div>
      <Form
        submit={press}
        button={t(challengeToken ? 'entrance.secondFactor.usePasskey' : 'entrance.signIn.usePasskey')}
        variant="default"
        leftSection={<Fingerprint size={18} aria-hidden="true" />}
        fullWidth
      />
    </Stack>
  );
}

type Step = Props['onSecondFactor'];

async function offerInField(signal: AbortSignal, onSecondFactor: Step): Promise<Outcome> {
  const isOffered = (await isAutofillSupported()) && !signal.aborted;
  return isOffered ? signIn({ autofill: true, signal }, onSecondFactor) : {};
}

async function signIn(options: Parameters<typeof signInWithPasskey>[1], onSecondFactor: Step): Promise<Outcome> {
  const result = await signInWithPasskey(gatehouse, options);
  switch (result.__typename) {
    case 'AuthPayload':
    case 'PasskeyCancelled':
      return {};
    case 'SecondFactorRequiredError':
      onSecondFactor?.(result.challengeToken);
      return {};
    case 'InvalidPasskeyError':
    case 'AccountDeactivatedError':
    case 'EmailNotVerifiedError':
      return { problem: messageOf(result) };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}
