import { useMutation } from '@apollo/client/react';
import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { Form } from '../../../shared/forms/Form';
import { type Outcome, unknownProblem } from '../../../shared/forms/outcome';
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
        message
      }
    }
  }
`);

/** So few are left that it is time for new ones. */
const FEW = 3;

export function RecoveryCodes({ left }: { left: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();

  function close() {
    setIsOpen(false);
    setCodes(undefined);
  }

  return (
    <Section
      title="Recovery codes"
      lead={`For when you lose your phone. ${left} of them ${left === 1 ? 'is' : 'are'} left.`}
      action={
        <Button variant="default" size="sm" onClick={() => setIsOpen(true)}>
          Get new codes
        </Button>
      }
    >
      {left <= FEW && (
        <Alert color="yellow" variant="light" radius="md">
          Few codes are left. Get new ones before you need them.
        </Alert>
      )}
      <Dialog title={codes ? 'Save your recovery codes' : 'Get new recovery codes?'} isOpen={isOpen} close={close}>
        {codes ? <SavedCodes codes={codes} close={close} /> : <Renew onRenewed={setCodes} />}
      </Dialog>
    </Section>
  );
}

function Renew({ onRenewed }: { onRenewed: (codes: readonly string[]) => void }) {
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
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed">The codes that you have saved before no longer work then.</Text>
      <Form submit={renew} button="Get new codes" fullWidth />
    </Stack>
  );
}
