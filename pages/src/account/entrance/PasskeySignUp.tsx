import { Button, Divider, Stack } from '@mantine/core';
import { isSupported, signUpWithPasskey } from 'gatehouse-client/passkeys';
import { Fingerprint } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../shared/Dialog';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';

interface Props {
  /** The account can be used once its email address is verified. */
  readonly onUnverified: (email: string) => void;
}

/** Creates an account with a passkey in place of a password. */
export function PasskeySignUp({ onUnverified }: Props) {
  const t = useTranslations('entrance');
  const [isOpen, setIsOpen] = useState(false);

  async function signUp({ email = '' }: Values): Promise<Outcome> {
    const result = await signUpWithPasskey(gatehouse, { email });
    switch (result.__typename) {
      case 'AuthPayload':
        return {};
      case 'VerificationRequired':
        onUnverified(email);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'EmailTakenError':
      case 'UsernameTakenError':
        return { fields: { email: messageOf(result) } };
      case 'PasskeyCancelled':
        return {};
      case 'InvalidPasskeyError':
      case 'PasskeyTakenError':
        return { problem: messageOf(result) };
      case 'PasskeyExists':
        return { problem: messageOf({ ...result, code: 'PASSKEY_EXISTS' }) };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  if (!isSupported()) return null;
  return (
    <Stack gap="md">
      <Divider label={t('or')} />
      <Button
        size="md"
        variant="default"
        leftSection={<Fingerprint size={18} aria-hidden="true" />}
        onClick={() => setIsOpen(true)}
        fullWidth
      >
        {t('signUp.usePasskey')}
      </Button>
      <Dialog title={t('signUp.passkeyTitle')} isOpen={isOpen} close={() => setIsOpen(false)}>
        <Form submit={signUp} button={t('signUp.passkeyButton')} fullWidth>
          <EmailField autoComplete="email" data-autofocus />
        </Form>
      </Dialog>
    </Stack>
  );
}
