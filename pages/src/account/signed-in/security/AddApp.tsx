import { useApolloClient, useMutation } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useConfirmedIdentity } from '../../../shared/ConfirmIdentity';
import { Dialog } from '../../../shared/Dialog';
import { ofError } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { useNotify } from '../../../shared/Notices';
import { graphql } from '../../gql';
import type { EnrollmentFragment } from '../../gql/graphql';
import { Enrollment } from './Enrollment';
import { SavedCodes } from './SavedCodes';

graphql(`
  fragment Enrollment on TotpEnrollment {
    enrollmentId
    secret
    otpauthUri
    qrCodeSvg
  }
`);

const START = graphql(`
  mutation StartEnrollment($input: StartTotpEnrollmentInput!) {
    startTotpEnrollment(input: $input) {
      __typename
      ...Enrollment
      ... on ErrorResult {
        code
        message
      }
    }
  }
`);

/** The steps after the start: the code of the app, then the recovery codes, if there are new ones. */
type Step = { readonly enrollment: EnrollmentFragment } | { readonly codes: readonly string[] };

export function AddApp({ isFirst }: { isFirst: boolean }) {
  const t = useTranslations('security');
  const { start, isBusy, step, setStep } = useEnrollment();
  const client = useApolloClient();
  const notify = useNotify();

  function close() {
    setStep(undefined);
    void client.refetchQueries({ include: ['Security'] });
  }

  function finish(codes: readonly string[] | null) {
    notify(t('apps.added'));
    if (codes) setStep({ codes });
    else close();
  }

  const hasCodes = step && 'codes' in step;
  return (
    <>
      <Button
        variant={isFirst ? 'filled' : 'default'}
        leftSection={<Plus size={16} aria-hidden="true" />}
        loading={isBusy}
        onClick={start}
      >
        {t('apps.add')}
      </Button>
      <Dialog title={t(hasCodes ? 'recoveryCodes.saveTitle' : 'apps.add')} isOpen={!!step} close={close}>
        {step && 'enrollment' in step && <Enrollment enrollment={step.enrollment} finish={finish} />}
        {hasCodes && <SavedCodes codes={step.codes} close={close} />}
      </Dialog>
    </>
  );
}

function useEnrollment() {
  const [startEnrollment] = useMutation(START, { errorPolicy: 'none' });
  const runConfirmed = useConfirmedIdentity();
  const notify = useNotify();
  const [isBusy, setIsBusy] = useState(false);
  const [step, setStep] = useState<Step>();

  async function start() {
    setIsBusy(true);
    try {
      const { data } = await runConfirmed(() => startEnrollment({ variables: { input: {} } }));
      const result = data.startTotpEnrollment;
      if (result.__typename === 'TotpEnrollment') setStep({ enrollment: result });
      else notify(messageOf(result));
    } catch (error) {
      const { problem } = ofError(error);
      if (problem) notify(problem);
    }
    setIsBusy(false);
  }

  return { start, isBusy, step, setStep };
}
