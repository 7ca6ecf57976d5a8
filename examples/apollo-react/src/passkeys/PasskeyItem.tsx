import { type Passkey, removePasskey, renamePasskey } from 'gatehouse-client/passkeys';
import { useId } from 'react';
import { useConfirmation } from '../Confirmation';
import { gatehouse } from '../client';
import { Field } from '../form/Field';
import { Form, type Values } from '../form/Form';
import { atFields, type Outcome, unknownProblem } from '../form/outcome';

export interface PasskeyItemProps {
  readonly passkey: Passkey;
  /** Called when it has got another name, or is gone. */
  readonly onChange: () => Promise<void>;
}

/** A passkey, which can be renamed and removed. */
export function PasskeyItem({ passkey, onChange }: PasskeyItemProps) {
  const id = useId();
  const confirming = useConfirmation();
  const { id: passkeyId, name, lastUsedAt } = passkey;

  async function rename(values: Values): Promise<Outcome> {
    const result = await renamePasskey(gatehouse, { passkeyId, name: values.name ?? '' });
    switch (result.__typename) {
      case 'PasskeyPayload':
        await onChange();
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'PasskeyNotFoundError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  async function remove(): Promise<Outcome> {
    const result = await confirming(() => removePasskey(gatehouse, { passkeyId }));
    switch (result.__typename) {
      case 'RemovePasskeyPayload':
      case 'PasskeyNotFoundError':
        await onChange();
        return {};
      case 'LastSignInMethodError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <li>
      <p id={id}>
        <strong>{name}</strong>
        <small>{lastUsedAt ? `last used ${new Date(lastUsedAt).toLocaleString()}` : 'not used yet'}</small>
      </p>
      <details>
        <summary>Rename</summary>
        <Form submit={rename} button="Rename" describedBy={id}>
          <Field name="name" label={`New name of ${name}`} defaultValue={name} required />
        </Form>
      </details>
      <Form submit={remove} button="Remove" describedBy={id} />
    </li>
  );
}
