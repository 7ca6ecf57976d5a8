import { addPasskey, isSupported, removePasskey, renamePasskey } from 'gatehouse-client/passkeys';
import { useState } from 'react';
import { graphql, useFragment } from 'react-relay';
import type { Passkeys_user$key } from './__generated__/Passkeys_user.graphql';
import { useConfirmation } from './Confirmation';
import { gatehouse } from './client';
import { Form } from './Form';

export interface PasskeysProps {
  readonly user: Passkeys_user$key;
  /** Loads them again. */
  readonly reload: () => void;
}

/** The passkeys of the user: add, rename, remove. */
export function Passkeys({ user, reload }: PasskeysProps) {
  const { passkeys } = useFragment(
    graphql`
      fragment Passkeys_user on User {
        passkeys {
          id
          name
        }
      }
    `,
    user,
  );
  const { confirming, dialog } = useConfirmation();
  const [problem, setProblem] = useState('');
  const [renaming, setRenaming] = useState<{ id: string; name: string }>();

  /** Does something after a click, with a dialog before if it needs one. */
  const run = (act: () => Promise<string>) =>
    void confirming(act).then(setProblem, ({ message }) => setProblem(message));

  async function add(): Promise<string> {
    const result = await addPasskey(gatehouse);
    reload();
    return result.__typename === 'PasskeyPayload' ? '' : result.message;
  }

  async function remove(passkeyId: string): Promise<string> {
    const result = await removePasskey(gatehouse, { passkeyId });
    reload();
    return result.__typename === 'RemovePasskeyPayload' ? '' : result.message;
  }

  async function rename(passkeyId: string, name: string): Promise<string> {
    const result = await renamePasskey(gatehouse, { passkeyId, name });
    if (result.__typename !== 'PasskeyPayload') return result.message;
    setRenaming(undefined);
    reload();
    return '';
  }

  return (
    <section aria-label="Passkeys">
      <h2>Passkeys</h2>
      <ul>
        {passkeys.map((passkey) => (
          <li key={passkey.id}>
            {passkey.name}{' '}
            <button type="button" onClick={() => setRenaming(passkey)}>
              Rename
            </button>{' '}
            <button type="button" onClick={() => run(() => remove(passkey.id))}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      {renaming && (
        <Form
          title={`Rename ${renaming.name}`}
          submit={({ name = '' }) => rename(renaming.id, name)}
          button="Save"
          cancel={() => setRenaming(undefined)}
        >
          <label>
            Name <input name="name" defaultValue={renaming.name} required />
          </label>
        </Form>
      )}
      <p role="alert">{problem}</p>
      {isSupported() && (
        <button type="button" onClick={() => run(add)}>
          Add a passkey
        </button>
      )}
      {dialog}
    </section>
  );
}
