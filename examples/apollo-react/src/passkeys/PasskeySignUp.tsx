import { isSupported, signUpWithPasskey } from 'gatehouse-client/passkeys';
import { gatehouse } from '../client';
import { Field } from '../form/Field';
import { Form, type Values } from '../form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from '../form/outcome';

async function signUp({ email = '' }: Values): Promise<Outcome> {
  const result = await signUpWithPasskey(gatehouse, { email });
  switch (result.__typename) {
    case 'AuthPayload':
      return {}; // The app shows the account as soon as the user is signed in.
    case 'VerificationRequired':
      return { success: result.message };
    case 'InvalidInputError':
      return atFields(result);
    case 'EmailTakenError':
    case 'UsernameTakenError':
      return { fields: { email: result.message } };
    case 'InvalidPasskeyError':
    case 'PasskeyTakenError':
    case 'PasskeyCancelled':
    case 'PasskeyExists':
      return { problem: result.message };
    case 'TooManyAttemptsError':
      return waitToRetry(result);
    default:
      return unknownProblem(result);
  }
}

/** Creates an account with a passkey in place of a password. */
export function PasskeySignUp() {
  if (!isSupported()) return null;
  return (
    <section aria-labelledby="without-password">
      <h2 id="without-password">Without a password</h2>
      <Form submit={signUp} button="Sign up with a passkey">
        <Field name="email" label="Email for the passkey" type="email" autoComplete="email" required />
      </Form>
    </section>
  );
}
