import { useMutation } from '@apollo/client/react';
import { Anchor, Stack, Text } from '@mantine/core';
import { Form, type Values } from '../../../shared/forms/Form';
import { CodeField } from '../../../shared/forms/fields';
import { type Outcome, unknownProblem, waitToRetry } from '../../../shared/forms/outcome';
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
        return { fields: { code: result.message } };
      case 'InvalidChallengeError':
      case 'TooManyFactorsError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Stack>
      <Text c="dimmed" size="sm">
        Scan the picture with an authenticator app, such as 1Password, Bitwarden or Google Authenticator. Then enter the
        code that it shows.
      </Text>
      <img
        className="qr-code"
        src={`data:image/svg+xml,${encodeURIComponent(enrollment.qrCodeSvg)}`}
        alt="QR code for the authenticator app"
        width={208}
        height={208}
      />
      <Text size="sm" ta="center">
        <Anchor href={enrollment.otpauthUri} inherit>
          Open an app on this device
        </Anchor>
        , or type this key into it:
        <code className="secret">{enrollment.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </Text>
      <Form submit={confirm} button="Continue" fullWidth>
        <CodeField label="Code of the app" data-autofocus />
      </Form>
    </Stack>
  );
}
