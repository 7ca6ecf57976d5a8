import { useEffect, useRef, useState } from 'react';

export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly done: () => void;
}

/** The recovery codes, the only time that they can be seen. */
export function RecoveryCodes({ codes, done }: RecoveryCodesProps) {
  const [status, setStatus] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setStatus('Copied.'),
      () => setStatus('Your browser does not allow to copy. Select the codes instead.'),
    );

  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        Your recovery codes
      </h3>
      <p>Keep them where you find them without your phone. Each works once, in place of a code of the app.</p>
      <ol className="codes">
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
