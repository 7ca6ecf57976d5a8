export function CodeField() {
  return (
    <label>
      Code of your authenticator app, or a recovery code <input name="code" autoComplete="one-time-code" required />
    </label>
  );
}

/** By their form: recovery codes are longer, and have letters. */
export function codeInput(code: string): { totpCode: string } | { recoveryCode: string } {
  return /^[\d\s]{0,8}$/.test(code) ? { totpCode: code } : { recoveryCode: code };
}
