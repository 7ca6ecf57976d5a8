import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form } from '../../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { Section } from '../../../shared/Section';
import { graphql } from '../../gql';
import { SavedCodes } from './SavedCodes';

const RENEW = graphql(`
  mutation RenewRecoveryCodes {
    renewRecoveryCodes {
      __typename
      ... on RecoveryCodesPayload {
        recoveryCodes
      }
      ... on ErrorResult {
        code
        message
      }
    }
  }
`);

/** So few are left that it is time for new ones. */
const FEW = 3;

export function RecoveryCodes({ left }: { left: number }) {
  const t = useTranslations('security.recoveryCodes');
  const [isOpen, setIsOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();

  function close() {
    setIsOpen(false);
    setCodes(undefined);
  }

  return (
    <Section
      title={t('title')}
      lead={t('lead', { left })}
      action={
        <Button variant="default" size="sm" onClick={() => setIsOpen(true)}>
          {t('renew')}
        </Button>
      }
    >
      {left <= FEW && (
        <Alert color="yellow" variant="light" radius="md">
          {t('few')}
        </Alert>
      )}
      <Dialog title={t(codes ? 'saveTitle' : 'renewTitle')} isOpen={isOpen} close={close}>
        {codes ? <SavedCodes codes={codes} close={close} /> : <Renew onRenewed={setCodes} />}
      </Dialog>
    </Section>
  );
}

function Renew({ onRenewed }: { onRenewed: (codes: readonly string[]) => void }) {
  const t = useTranslations('security.recoveryCodes');
  const [renewCodes] = useMutation(RENEW, { errorPolicy: 'none' });
  const runConfirmed = useConfirmedIdentity();

  async function renew(): Promise<Outcome> {
    const { data } = await runConfirmed(() => renewCodes({ refetchQueries: ['Security'] }));
    const result = data.renewRecoveryCodes;
    switch (result.__typename) {
      case 'RecoveryCodesPayload':
        onRenewed(result.recoveryCodes);
        return {};
      case 'NoSecondFactorError':
        return { problem: messageOf(result) };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed">{t('renewHint')}</Text>
      <Form submit={renew} button={t('renew')} fullWidth />
    </Stack>
  );
}
