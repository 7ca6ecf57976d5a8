import { CodeField, codeInput } from './CodeField';
import { gatehouse } from './client';
import { Form, type Values } from './form/Form';
import { type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import type { WelcomeProps } from './Welcome';

export const BREACHED_PASSWORD = 'Your password is on a list of stolen passwords. Change it.';

export interface SecondFactorProps extends WelcomeProps {
  readonly challengeToken: string;
  /** Goes back to the password. */
  readonly restart: () => void;
}

/** The second step of a login: a code of the authenticator app, or a recovery code. */
export function SecondFactor({ challengeToken, restart, notify }: SecondFactorProps) {
  async function complete({ code = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.completeLogin({ challengeToken, ...codeInput(code) });
    switch (result.__typename) {
      case 'AuthPayload':
        // The app shows the account as soon as the user is signed in.
        if (result.passwordChangeAdvised) notify(BREACHED_PASSWORD);
        return {};
      case 'WrongCodeError':
        return { fields: { code: result.message } };
      case 'InvalidInputError':
        return { fields: { code: 'Enter the code.' } };
      case 'InvalidChallengeError':
        restart();
        return {};
      case 'AccountDeactivatedError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <Form submit={complete} button="Continue">
      <CodeField />
      <button type="button" onClick={restart}>
        Back
      </button>
    </Form>
  );
}
