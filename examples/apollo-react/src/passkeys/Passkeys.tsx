import { addPasskey, isSupported, type Passkey, passkeys } from 'gatehouse-client/passkeys';
import { useEffect, useState } from 'react';
import { useConfirmation } from '../Confirmation';
import { gatehouse } from '../client';
import { Field } from '../form/Field';
import { Form, type Values } from '../form/Form';
import { atFields, type Outcome, ofError, unknownProblem } from '../form/outcome';
import { PasskeyItem } from './PasskeyItem';

/** The passkeys of the user: add, rename, remove. */
export function Passkeys() {
  const confirming = useConfirmation();
  const [all, setAll] = useState<readonly Passkey[]>([]);
  const [problem, setProblem] = useState('');
  const load = async () =>
    passkeys(gatehouse).then(setAll, (error: unknown) => setProblem(ofError(error).problem ?? ''));
  useEffect(() => void load(), []);

  async function add({ name = '' }: Values): Promise<Outcome> {
    const result = await confirming(() => addPasskey(gatehouse, name || null));
    switch (result.__typename) {
      case 'PasskeyPayload':
        await load();
        return { success: `${result.passkey.name} was added.` };
      case 'InvalidInputError':
        return atFields(result);
      case 'InvalidPasskeyError':
      case 'PasskeyTakenError':
      case 'TooManyPasskeysError':
      case 'PasskeyCancelled':
      case 'PasskeyExists':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p role="alert" className="problem">
        {problem}
      </p>
      <ul>
        {all.map((passkey) => (
          <PasskeyItem key={passkey.id} passkey={passkey} onChange={load} />
        ))}
      </ul>
      {isSupported() && (
        <Form submit={add} button="Add a passkey">
          <Field name="name" label="Name of the passkey" hint="What it is kept in, unless you say otherwise." />
        </Form>
      )}
    </section>
  );
}
