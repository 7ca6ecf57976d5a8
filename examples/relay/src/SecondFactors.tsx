import {
  confirmTotpEnrollment,
  removeTotpFactor,
  renewRecoveryCodes,
  type StartedTotpEnrollment,
  startTotpEnrollment,
} from 'gatehouse-client/account';
import { useState } from 'react';
import { graphql, useFragment } from 'react-relay';
import type { SecondFactors_user$key } from './__generated__/SecondFactors_user.graphql';
import { useConfirmation } from './Confirmation';
import { gatehouse } from './client';
import { Form, type Values } from './Form';
import { RecoveryCodes } from './RecoveryCodes';

export interface SecondFactorsProps {
  readonly user: SecondFactors_user$key;
  /** Loads them again. */
  readonly reload: () => void;
}

/** Apps that show codes, and recovery codes for when they are lost. */
export function SecondFactors({ user, reload }: SecondFactorsProps) {
  const { totpFactors, recoveryCodesLeft } = useFragment(
    graphql`
      fragment SecondFactors_user on User {
        recoveryCodesLeft
        totpFactors {
          id
          name
        }
      }
    `,
    user,
  );
  const { confirming, dialog } = useConfirmation();
  const [problem, setProblem] = useState('');
  const [enrollment, setEnrollment] = useState<StartedTotpEnrollment>();
  const [newCodes, setNewCodes] = useState<readonly string[] | null>(null);

  /** Does something after a click, with a dialog before if it needs one. */
  const run = (act: () => Promise<string>) =>
    void confirming(act).then(setProblem, ({ message }) => setProblem(message));

  async function add(): Promise<string> {
    const result = await startTotpEnrollment(gatehouse);
    if (result.__typename !== 'TotpEnrollment') return result.message;
    setEnrollment(result);
    return '';
  }

  async function remove(totpFactorId: string): Promise<string> {
    const result = await removeTotpFactor(gatehouse, { totpFactorId });
    reload();
    return result.__typename === 'RemoveTotpFactorPayload' ? '' : result.message;
  }

  async function renew(): Promise<string> {
    const result = await renewRecoveryCodes(gatehouse);
    if (result.__typename !== 'RecoveryCodesPayload') return result.message;
    setNewCodes(result.recoveryCodes);
    reload();
    return '';
  }

  function finish(recoveryCodes: readonly string[] | null) {
    setEnrollment(undefined);
    setNewCodes(recoveryCodes);
    reload();
  }

  return (
    <section aria-label="Authenticator apps">
      <h2>Authenticator apps</h2>
      <ul>
        {totpFactors.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <button type="button" onClick={() => run(() => remove(id))}>
              Remove
            </button>
          </li>
        ))}
      </ul>
      {newCodes && <RecoveryCodes codes={newCodes} done={() => setNewCodes(null)} />}
      {enrollment ? (
        <Enrollment enrollment={enrollment} finish={finish} cancel={() => setEnrollment(undefined)} />
      ) : (
        <button type="button" onClick={() => run(add)}>
          Add an app
        </button>
      )}
      {totpFactors.length > 0 && (
        <p>
          Recovery codes left: {recoveryCodesLeft}{' '}
          <button type="button" onClick={() => run(renew)}>
            New recovery codes
          </button>
        </p>
      )}
      <p role="alert">{problem}</p>
      {dialog}
    </section>
  );
}

interface EnrollmentProps {
  readonly enrollment: StartedTotpEnrollment;
  readonly finish: (recoveryCodes: readonly string[] | null) => void;
  readonly cancel: () => void;
}

/** The QR code, and the field for the first code of the app. */
function Enrollment({ enrollment, finish, cancel }: EnrollmentProps) {
  const { enrollmentId, qrCodeSvg, otpauthUri, secret } = enrollment;

  async function confirm({ code = '' }: Values): Promise<string> {
    const result = await confirmTotpEnrollment(gatehouse, { enrollmentId, code });
    if (result.__typename !== 'TotpEnrollmentPayload') return result.message;
    finish(result.recoveryCodes);
    return '';
  }

  return (
    <Form title="Scan this with your authenticator app" submit={confirm} button="Add" cancel={cancel}>
      <img alt="QR code for an authenticator app" src={`data:image/svg+xml,${encodeURIComponent(qrCodeSvg)}`} />
      <p>
        On this device, <a href={otpauthUri}>open the app</a>. Or type into it: <code>{secret}</code>
      </p>
      <label>
        First code <input name="code" autoComplete="one-time-code" inputMode="numeric" required />
      </label>
    </Form>
  );
}
