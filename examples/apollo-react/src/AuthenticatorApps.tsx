import { useQuery } from '@apollo/client/react';
import {
  removeTotpFactor,
  renewRecoveryCodes,
  type StartedTotpEnrollment,
  startTotpEnrollment,
} from 'gatehouse-client/account';
import { useRef, useState } from 'react';
import { AddApp } from './AddApp';
import { useConfirmation } from './Confirmation';
import { gatehouse } from './client';
import { Form } from './form/Form';
import { atFields, type Outcome, unknownProblem } from './form/outcome';
import { graphql } from './gql';
import { RecoveryCodes } from './RecoveryCodes';
import { Retry } from './Retry';

const SECOND_FACTORS = graphql(`
  query SecondFactors {
    me {
      id
      recoveryCodesLeft
      totpFactors {
        id
        name
        createdAt
      }
    }
  }
`);

/** The second factors of the account: apps that show codes, and recovery codes for when they are lost. */
export function AuthenticatorApps() {
  const { data, error, refetch } = useQuery(SECOND_FACTORS);
  const [enrollment, setEnrollment] = useState<StartedTotpEnrollment>();
  const [newCodes, setNewCodes] = useState<readonly string[] | null>(null);
  const confirming = useConfirmation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { totpFactors = [], recoveryCodesLeft = 0 } = data?.me ?? {};

  /** Shows what there is now. The button that had the focus is gone. */
  async function update(recoveryCodes: readonly string[] | null = null) {
    setEnrollment(undefined);
    setNewCodes(recoveryCodes);
    heading.current?.focus();
    await refetch();
  }

  async function add(): Promise<Outcome> {
    const result = await confirming(() => startTotpEnrollment(gatehouse));
    switch (result.__typename) {
      case 'TotpEnrollment':
        setEnrollment(result);
        return {};
      case 'InvalidInputError':
        return atFields(result);
      case 'TooManyFactorsError':
        return { problem: result.message };
      default:
        return unknownProblem(result);
    }
  }

  async function remove(totpFactorId: string): Promise<Outcome> {
    const result = await confirming(() => removeTotpFactor(gatehouse, { totpFactorId }));
    if (result.__typename === 'FactorNotFoundError') return { problem: result.message };
    await update();
    return {};
  }

  async function renew(): Promise<Outcome> {
    const result = await confirming(() => renewRecoveryCodes(gatehouse));
    if (result.__typename === 'NoSecondFactorError') return { problem: result.message };
    await update(result.recoveryCodes);
    return {};
  }

  return (
    <section aria-labelledby="apps">
      <h2 id="apps" ref={heading} tabIndex={-1}>
        Authenticator apps
      </h2>
      {error && <Retry error={error} retry={refetch} />}
      <ul>
        {totpFactors.map(({ id, name, createdAt }) => (
          <li key={id}>
            <p id={id}>
              <strong>{name}</strong>
              <small>added {new Date(createdAt).toLocaleDateString()}</small>
            </p>
            <Form submit={() => remove(id)} button="Remove" describedBy={id} />
          </li>
        ))}
      </ul>
      {newCodes && <RecoveryCodes codes={newCodes} done={() => setNewCodes(null)} />}
      {enrollment ? (
        <AddApp enrollment={enrollment} added={update} cancel={() => setEnrollment(undefined)} />
      ) : (
        <Form submit={add} button="Add an app" />
      )}
      {totpFactors.length > 0 && !newCodes && (
        <>
          <p>Recovery codes left: {recoveryCodesLeft}</p>
          <Form submit={renew} button="New recovery codes" />
        </>
      )}
    </section>
  );
}
