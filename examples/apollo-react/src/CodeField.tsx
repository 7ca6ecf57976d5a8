import { Field } from './form/Field';

/** A code of the authenticator app, or a recovery code. */
export function CodeField() {
  return (
    <Field
      name="code"
      label="Code"
      autoComplete="one-time-code"
      hint="The code that your authenticator app shows, or a recovery code"
      required
    />
  );
}

/** By their form: recovery codes are longer, and have letters. */
export function codeInput(code: string): { totpCode: string } | { recoveryCode: string } {
  return /^[\d\s]{0,8}$/.test(code) ? { totpCode: code } : { recoveryCode: code };
}
