import { Stack, Text } from '@mantine/core';
import { deleteAccount } from 'gatehouse-client/account';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useConfirmedIdentity } from '../../shared/ConfirmIdentity';
import { Form } from '../../shared/forms/Form';
import { TextField } from '../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { useNotify } from '../../shared/Notices';
import { SIGN_IN } from '../paths';

/** Deletes the account, once its address has been typed. */
export function DeleteAccount({ email }: { email: string }) {
  const [typed, setTyped] = useState('');
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function remove(): Promise<Outcome> {
    const result = await runConfirmed(() => deleteAccount(gatehouse, {}));
    switch (result.__typename) {
      case 'DeleteAccountPayload':
        notify('Your account is deleted.');
        navigate(SIGN_IN, { replace: true });
        return {};
      case 'WrongPasswordError':
      case 'LastAdministratorError':
        return { problem: result.message };
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
        Every device is signed out, and the account is gone. Type <strong className="breakable">{email}</strong> to
        confirm.
      </Text>
      <Form
        submit={remove}
        button="Delete account"
        color="red"
        fullWidth
        isDisabled={typed.trim().toLowerCase() !== email}
      >
        <TextField
          name="typedEmail"
          label="Your email address"
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </Form>
    </Stack>
  );
}
