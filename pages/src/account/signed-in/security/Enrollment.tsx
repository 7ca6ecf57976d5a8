import { useMutation } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Form, type Values } from '../../../shared/forms/Form';
import { CodeField } from '../../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
import { messageOf } from '../../../shared/forms/problems';
import { graphql } from '../../gql';
import type { EnrollmentFragment } from '../../gql/graphql';

const CONFIRM = graphql(`
  mutation ConfirmEnrollment($input: ConfirmTotpEnrollmentInput!) {
    confirmTotpEnrollment(input: $input) {
      __typename
      ... on TotpEnrollmentPayload {
        recoveryCodes
      }
      ... on ErrorResult {
        code
        message
      }
      ... on TooManyAttemptsError {
        retryAfterSeconds
      }
    }
  }
`);

interface Props {
  readonly enrollment: EnrollmentFragment;
  /** Gets the recovery codes if the account had none before. */
  readonly finish: (recoveryCodes: readonly string[] | null) => void;
}

/** The picture to take with the app, the same as text, and the first code that the app shows. */
export function Enrollment({ enrollment, finish }: Props) {
  const t = useTranslations('security.apps');
  const [confirmEnrollment] = useMutation(CONFIRM, { errorPolicy: 'none' });

  async function confirm({ code = '' }: Values): Promise<Outcome> {
    const { data } = await confirmEnrollment({
      variables: { input: { enrollmentId: enrollment.enrollmentId, code } },
    });
    const result = data.confirmTotpEnrollment;
    switch (result.__typename) {
      case 'TotpEnrollmentPayload':
        finish(result.recoveryCodes);
        return {};
      case 'WrongCodeError':
        return { fields: { code: messageOf(result) } };
      case 'InvalidChallengeError':
      case 'TooManyFactorsError':
        return { problem: messageOf(result) };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed" size="sm">
        {t('scan')}
      </Text>
      <img
        className="qr-code"
        src={`data:image/svg+xml,${encodeURIComponent(enrollment.qrCodeSvg)}`}
        alt={t('qrCode')}
        width={208}
        height={208}
      />
      <Text size="sm" ta="center">
        {t.rich('typeKey', { link: (text) => <OpenApp uri={enrollment.otpauthUri}>{text}</OpenApp> })}
        <code className="secret">{enrollment.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </Text>
      <Form submit={confirm} button={t('continue')} fullWidth>
        <CodeField label={t('codeField')} data-autofocus />
      </Form>
    </Stack>
  );
}

function OpenApp({ uri, children }: { uri: string; children: ReactNode }) {
  return (
    <Anchor href={uri} inherit underline="always">
      {children}
    </Anchor>
  );
}
