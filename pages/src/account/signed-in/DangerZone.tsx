import { Button } from '@mantine/core';
import { changeEmail } from 'gatehouse-client/account';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../shared/ConfirmIdentity';
import { Dialog } from '../../shared/Dialog';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { messageOf } from '../../shared/forms/problems';
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
  const t = useTranslations('account.pages');
  return (
    <>
      <Heading>{t('dangerZone')}</Heading>
      <ChangeEmail user={user} />
      <DeleteSection user={user} />
    </>
  );
}

function ChangeEmail({ user }: Props) {
  const t = useTranslations('account.changeEmail');
  const runConfirmed = useConfirmedIdentity();

  async function change({ newEmail = '' }: Values): Promise<Outcome> {
    const result = await runConfirmed(() => changeEmail(gatehouse, { newEmail }));
    switch (result.__typename) {
      case 'MailRequestedPayload':
        return { success: (said) => said.t('account.changeEmail.sent') };
      case 'InvalidInputError':
        return atFields(result);
      case 'EmailTakenError':
        return { fields: { newEmail: messageOf(result) } };
      case 'WrongPasswordError':
      case 'MailUnavailableError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Section
      title={t('title')}
      lead={t.rich('lead', {
        email: user.email,
        strong: (text) => <strong className="breakable">{text}</strong>,
      })}
    >
      <Form submit={change} button={t('button')}>
        <EmailField name="newEmail" label={t('field')} autoComplete="email" />
      </Form>
    </Section>
  );
}

function DeleteSection({ user }: Props) {
  const t = useTranslations('account.deleteAccount');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section
      isDangerous
      title={t('title')}
      lead={t('lead')}
      action={
        <Button color="red" variant="outline" onClick={() => setIsOpen(true)}>
          {t('button')}
        </Button>
      }
    >
      <Dialog title={t('question')} isOpen={isOpen} close={() => setIsOpen(false)}>
        <DeleteAccount email={user.email} />
      </Dialog>
    </Section>
  );
}
