import { type RequiredConfirmation, repeatAfterConfirmation } from 'gatehouse-client/account';
import { confirmWithPasskey, isSupported } from 'gatehouse-client/passkeys';
import { useEffect, useRef, useState } from 'react';
import { CodeField, codeInput } from './CodeField';
import { gatehouse } from './client';
import { Form, type Values } from './Form';

interface Question extends RequiredConfirmation {
  readonly settle: (isConfirmed: boolean) => void;
}

/**
 * For what may need a fresh login.
 *
 * @returns a function that does it, and if need be has the user confirm who they are first; and the dialog to render.
 */
export function useConfirmation() {
  const [question, setQuestion] = useState<Question>();
  const confirm = (required: RequiredConfirmation) =>
    new Promise<boolean>((settle) => setQuestion({ ...required, settle }));
  const close = (isConfirmed: boolean) => {
    question?.settle(isConfirmed);
    setQuestion(undefined);
  };
  return {
    confirming: <Result,>(act: () => Promise<Result>) => repeatAfterConfirmation(act, confirm),
    dialog: question && <ConfirmDialog isCodeNeeded={question.acr === 'AAL2'} close={close} />,
  };
}

interface DialogProps {
  readonly isCodeNeeded: boolean;
  readonly close: (isConfirmed: boolean) => void;
}

function ConfirmDialog({ isCodeNeeded, close }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);

  async function send({ password = '', code = '' }: Values): Promise<string> {
    const result = await gatehouse.confirmIdentity(isCodeNeeded ? codeInput(code) : { password });
    if (result.__typename !== 'IdentityConfirmation') return result.message;
    close(true);
    return '';
  }

  function confirmByPasskey() {
    confirmWithPasskey(gatehouse).then(
      ({ __typename }) => __typename === 'IdentityConfirmation' && close(true),
      () => {}, // The other ways remain.
    );
  }

  return (
    <dialog ref={dialog} onCancel={() => close(false)}>
      <Form title="Confirm that it is you" submit={send} button="Confirm" cancel={() => close(false)}>
        {isCodeNeeded ? (
          <CodeField />
        ) : (
          <label>
            Your password <input name="password" type="password" autoComplete="current-password" required />
          </label>
        )}
      </Form>
      {isSupported() && (
        <button type="button" onClick={confirmByPasskey}>
          Use a passkey
        </button>
      )}
    </dialog>
  );
}
