import { Button } from '@mantine/core';
import { changeEmail } from 'gatehouse-client/account';
import { useState } from 'react';
import { useConfirmedIdentity } from '../../shared/ConfirmIdentity';
import { Dialog } from '../../shared/Dialog';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { Heading } from '../../shared/Heading';
import { Section } from '../../shared/Section';
import type { AccountUserFragment } from '../gql/graphql';
import { DeleteAccount } from './DeleteAccount';

interface Props {
  readonly user: AccountUserFragment;
}

/** What one may regret. */
export function DangerZone({ user }: Props) {
  return (
    <>
      <Heading>Danger zone</Heading>
      <ChangeEmail user={user} />
      <DeleteSection user={user} />
    </>
  );
}

function ChangeEmail({ user }: Props) {
  const runConfirmed = useConfirmedIdentity();

  async function change({ newEmail = '' }: Values): Promise<Outcome> {
    const result = await runConfirmed(() => changeEmail(gatehouse, { newEmail }));
    switch (result.__typename) {
      case 'MailRequestedPayload':
        return { success: result.message };
      case 'InvalidInputError':
        return atFields(result);
      case 'EmailTakenError':
        return { fields: { newEmail: result.message } };
      case 'WrongPasswordError':
      case 'MailUnavailableError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Section
      title="Change your email address"
      lead={
        <>
          It is <strong className="breakable">{user.email}</strong>. The new one counts once you have opened the link
          that we send to it.
        </>
      }
    >
      <Form submit={change} button="Change address">
        <EmailField name="newEmail" label="New email address" autoComplete="email" />
      </Form>
    </Section>
  );
}

function DeleteSection({ user }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      isDangerous
      title="Delete your account"
      lead="It is gone at once, with everything that belongs to it. Nobody can bring it back."
      action={
        <Button color="red" variant="outline" onClick={() => setIsOpen(true)}>
          Delete account
        </Button>
      }
    >
      <Dialog title="Delete your account?" isOpen={isOpen} close={() => setIsOpen(false)}>
        <DeleteAccount email={user.email} />
      </Dialog>
    </Section>
  );
}
