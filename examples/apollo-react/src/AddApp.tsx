import { confirmTotpEnrollment, type StartedTotpEnrollment } from 'gatehouse-client/account';
import { gatehouse } from './client';
import { Field } from './form/Field';
import { Form, type Values } from './form/Form';
import { type Outcome, unknownProblem, waitToRetry } from './form/outcome';

export interface AddAppProps {
  readonly enrollment: StartedTotpEnrollment;
  readonly added: (recoveryCodes: readonly string[] | null) => Promise<void>;
  readonly cancel: () => void;
}

/** What an authenticator app has to know, and the field for its first code. */
export function AddApp({ enrollment, added, cancel }: AddAppProps) {
  const { enrollmentId, qrCodeSvg, otpauthUri, secret } = enrollment;

  async function confirm({ code = '' }: Values): Promise<Outcome> {
    const result = await confirmTotpEnrollment(gatehouse, { enrollmentId, code });
    switch (result.__typename) {
      case 'TotpEnrollmentPayload':
        await added(result.recoveryCodes);
        return {};
      case 'WrongCodeError':
        return { fields: { code: result.message } };
      case 'InvalidChallengeError':
      case 'TooManyFactorsError':
        return { problem: result.message };
      case 'TooManyAttemptsError':
        return waitToRetry(result);
      default:
        return unknownProblem(result);
    }
  }

  return (
    <>
      <p>Scan this with your authenticator app:</p>
      <img className="qr-code" alt="QR code for an authenticator app" src={svgUrl(qrCodeSvg)} />
      <p>
        On this device, <a href={otpauthUri}>open the app</a>. Or type into it: <code>{secret}</code>
      </p>
      <Form submit={confirm} button="Add">
        <Field
          name="code"
          label="First code"
          autoComplete="one-time-code"
          inputMode="numeric"
          hint="Six digits that the app shows"
          required
        />
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </Form>
    </>
  );
}

/** As a picture, an SVG can run no script. */
function svgUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
