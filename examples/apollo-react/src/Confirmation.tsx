import type { RequiredConfirmation } from 'gatehouse-client/account';
import { repeatAfterConfirmation } from 'gatehouse-client/account';
import { createContext, type ReactNode, use, useEffect, useId, useRef, useState } from 'react';
import { CodeField, codeInput } from './CodeField';
import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { type Outcome, unknownProblem, waitToRetry } from './form/outcome';
import { ConfirmByPasskey } from './passkeys/ConfirmByPasskey';

type Confirm = (required: RequiredConfirmation) => Promise<boolean>;

const ConfirmContext = createContext<Confirm>(async () => false);

/** @returns a function that does something, and if it needs a fresh login, has the user confirm who they are first. */
export function useConfirmation() {
  const confirm = use(ConfirmContext);
  return <Result,>(act: () => Promise<Result>) => repeatAfterConfirmation(act, confirm);
}

interface Question extends RequiredConfirmation {
  readonly settle: (isConfirmed: boolean) => void;
}

/** Shows the dialog that asks for the password, or for a code, where what is inside needs it. */
export function Confirmation({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const confirm: Confirm = (required) => new Promise((settle) => setQuestion({ ...required, settle }));

  function close(isConfirmed: boolean) {
    question?.settle(isConfirmed);
    setQuestion(undefined);
  }

  return (
    <ConfirmContext value={confirm}>
      {children}
      {question && <ConfirmDialog isCodeNeeded={question.acr === 'AAL2'} close={close} />}
    </ConfirmContext>
  );
}

interface DialogProps {
  readonly isCodeNeeded: boolean;
  readonly close: (isConfirmed: boolean) => void;
}

function ConfirmDialog({ isCodeNeeded, close }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);

  async function send({ password = '', code = '' }: Values): Promise<Outcome> {
    const result = await gatehouse.confirmIdentity(isCodeNeeded ? codeInput(code) : { password });
    switch (result.__typename) {
      case 'IdentityConfirmation':
        close(true);
        return {};
      case 'WrongPasswordError':
        return { fields: { password: result.message } };
      case 'WrongCodeError':
        return { fields: { code: result.message } };
      case 'InvalidInputError':
        return { fields: isCodeNeeded ? { code: 'Enter the code.' } : { password: 'Enter your password.' } };
      case 'InvalidPasskeyError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
      case 'ServerBusyError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <dialog ref={dialog} aria-labelledby={title} onCancel={() => close(false)}>
      <h2 id={title}>Confirm that it is you</h2>
      <Form submit={send} button="Confirm">
        {isCodeNeeded ? (
          <CodeField />
        ) : (
          <Field name="password" label="Your password" type="password" autoComplete="current-password" required />
        )}
        <ConfirmByPasskey onConfirmed={() => close(true)} />
        <button type="button" onClick={() => close(false)}>
          Cancel
        </button>
      </Form>
    </dialog>
  );
}
