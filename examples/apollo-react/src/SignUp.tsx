import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { atFields, type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { PasskeySignUp } from './passkeys/PasskeySignUp';
import { SocialSignIn } from './social/SocialSignIn';

async function signUp({ email = '', username, password = '' }: Values): Promise<Outcome> {
  const result = await gatehouse.register({ email, password, username: username || null });
  switch (result.__typename) {
    case 'AuthPayload':
      return {}; // The app shows the account as soon as the user is signed in.
    case 'VerificationRequired':
      return { success: result.message };
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

export function SignUp() {
  return (
    <>
      <Form submit={signUp} button="Sign up">
        <Field name="email" label="Email" type="email" autoComplete="email" required />
        <Field name="username" label="Username" hint="You can choose one later." autoComplete="nickname" />
        <Field
          name="password"
          label="Password"
          hint="8 characters or more."
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
      <PasskeySignUp />
      <SocialSignIn />
    </>
  );
}
