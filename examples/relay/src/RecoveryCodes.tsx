import { useState } from 'react';

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly done: () => void;
}

/** The recovery codes, the only time that they can be seen. */
export function RecoveryCodes({ codes, done }: RecoveryCodesProps) {
  const [status, setStatus] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setStatus('Copied.'),
      () => setStatus('Your browser does not allow to copy. Select the codes instead.'),
    );

  return (
    <>
      <h3>Your recovery codes</h3>
      <p>Keep them where you find them without your phone. Each works once, in place of a code of the app.</p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <button type="button" onClick={copy}>
        Copy
      </button>{' '}
      <button type="button" onClick={done}>
        I have kept them
      </button>
      <p role="status">{status}</p>
    </>
  );
}
