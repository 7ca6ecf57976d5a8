import { confirmWithPasskey, isSupported } from 'gatehouse-client/passkeys';
import { useState } from 'react';
import { gatehouse } from '../client';
import { ofError } from '../form/outcome';

export interface ConfirmByPasskeyProps {
  /** The user has proven who they are. */
  readonly onConfirmed: () => void;
}

/** Lets users confirm by a passkey that it is them, rather than by a password or a code. */
export function ConfirmByPasskey({ onConfirmed }: ConfirmByPasskeyProps) {
  const [problem, setProblem] = useState('');

  async function confirm(): Promise<void> {
    const result = await confirmWithPasskey(gatehouse);
    if (result.__typename === 'IdentityConfirmation') onConfirmed();
    else setProblem(result.message);
  }

  if (!isSupported()) return null;
  return (
    <>
      <p role="alert" className="problem">
        {problem}
      </p>
      <button type="button" onClick={() => void confirm().catch((error) => setProblem(ofError(error).problem ?? ''))}>
        Use a passkey
      </button>
    </>
  );
}
