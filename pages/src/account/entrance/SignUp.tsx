import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Form, type Values } from '../../shared/forms/Form';
import { EmailField, NewPasswordField, TextField } from '../../shared/forms/fields';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO } from '../../shared/return-to';
import { FIRST_ADMINISTRATOR, SIGN_IN, withReturnTo } from '../paths';
import { useSessionId } from '../session';
import { Entrance, PageLink } from './Entrance';
import { Onwards } from './Onwards';
import { PasskeySignUp } from './PasskeySignUp';
import { Unverified } from './Unverified';

export function SignUp() {
  const sessionId = useSessionId();
  const [unverifiedEmail, setUnverifiedEmail] = useState<string>();
  if (sessionId) return <Onwards />;
  if (unverifiedEmail) return <Unverified email={unverifiedEmail} restart={() => setUnverifiedEmail(undefined)} />;
  return <NewAccount onUnverified={setUnverifiedEmail} />;
}

function NewAccount({ onUnverified }: { onUnverified: (email: string) => void }) {
  const [parameters] = useSearchParams();

  async function signUp({ email = '', username, password = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.register({ email, password, username: username || null });
    switch (result.__typename) {
      case 'AuthPayload':
        return {};
      case 'VerificationRequired':
        onUnverified(email);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'EmailTakenError':
        return { fields: { email: result.message } };
      case 'UsernameTakenError':
        return { fields: { username: result.message } };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  const returnTo = parameters.get(RETURN_TO);
  const elsewhere = (
    <>
      Have an account? <PageLink to={withReturnTo(SIGN_IN, returnTo)}>Sign in</PageLink>
    </>
  );
  return (
    <Entrance title="Create your account" lead={leadFor(returnTo)} elsewhere={elsewhere}>
      <Form submit={signUp} button="Create account" fullWidth>
        <EmailField autoComplete="email" />
        <TextField
          name="username"
          label="Username"
          description="Optional. You can choose one later."
          autoComplete="nickname"
        />
        <NewPasswordField name="password" label="Password" />
        <Terms />
      </Form>
      <PasskeySignUp onUnverified={onUnverified} />
    </Entrance>
  );
}

function leadFor(returnTo: string | null): string {
  if (returnTo?.startsWith(`/account${FIRST_ADMINISTRATOR}`)) return 'It becomes that of the first administrator.';
  return `To use ${pageSettings.brand.name}.`;
}

function Terms() {
  const { termsUrl, privacyUrl } = pageSettings.brand;
  if (!termsUrl || !privacyUrl) return null;
  return (
    <Text size="sm" c="dimmed">
      By creating an account, you agree to the{' '}
      <Anchor href={termsUrl} inherit underline="always">
        terms of service
      </Anchor>{' '}
      and the{' '}
      <Anchor href={privacyUrl} inherit underline="always">
        privacy policy
      </Anchor>
      .
    </Text>
  );
}
