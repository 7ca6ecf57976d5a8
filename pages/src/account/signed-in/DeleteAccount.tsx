import { Stack, Text } from '@mantine/core';
import { deleteAccount } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLocation } from 'wouter';
import { useConfirmedIdentity } from '../../shared/ConfirmIdentity';
import { Form } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
import { gatehouse } from '../../shared/gatehouse';
import { useNotify } from '../../shared/Notices';
import { SIGN_IN } from '../paths';

/** Deletes the account, once its address has been typed. */
export function DeleteAccount({ email }: { email: string }) {
  const t = useTranslations('account.deleteAccount');
  const [typed, setTyped] = useState('');
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function remove(): Promise<Outcome> {
    const result = await runConfirmed(() => deleteAccount(gatehouse, {}));
    switch (result.__typename) {
      case 'DeleteAccountPayload':
        notify((said) => said.t('account.deleteAccount.done'));
        navigate(SIGN_IN, { replace: true });
        return {};
      case 'WrongPasswordError':
      case 'LastAdministratorError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed">
        {t.rich('confirmation', { email, strong: (text) => <strong className="breakable">{text}</strong> })}
      </Text>
      <Form
        submit={remove}
        button={t('button')}
        color="red"
        fullWidth
        isDisabled={typed.trim().toLowerCase() !== email}
      >
        <TextField
          name="typedEmail"
          label={t('field')}
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </Form>
    </Stack>
  );
}
