import { useState } from 'react';
import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { PasskeySignIn } from './passkeys/PasskeySignIn';
import { BREACHED_PASSWORD, SecondFactor } from './SecondFactor';
import { SocialSignIn } from './social/SocialSignIn';
import type { WelcomeProps } from './Welcome';

export interface SignInProps extends WelcomeProps {
  /** The account at a provider that the login links. */
  readonly linkToken?: string;
}

export function SignIn({ notify, linkToken }: SignInProps) {
  const [challengeToken, setChallengeToken] = useState<string>();

  async function signIn({ email = '', password = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.login({ email, password, ...(linkToken && { linkToken }) });
    switch (result.__typename) {
      case 'AuthPayload':
        // The app shows the account as soon as the user is signed in.
        if (result.passwordChangeAdvised) notify(BREACHED_PASSWORD);
        return {};
      case 'SecondFactorRequiredError':
        setChallengeToken(result.challengeToken);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidCredentialsError':
      case 'AccountDeactivatedError':
      case 'InvalidChallengeError':
      case 'EmailNotVerifiedError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  if (challengeToken)
    return (
      <SecondFactor challengeToken={challengeToken} restart={() => setChallengeToken(undefined)} notify={notify} />
    );
  return (
    <>
      <Form submit={signIn} button="Sign in">
        <Field name="email" label="Email" type="email" autoComplete="username webauthn" required />
        <Field name="password" label="Password" type="password" autoComplete="current-password" required />
      </Form>
      {!linkToken && <PasskeySignIn onSecondFactor={setChallengeToken} />}
      {!linkToken && <SocialSignIn />}
    </>
  );
}
