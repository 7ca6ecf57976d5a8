import { ofError } from './form/outcome';

export interface RetryProps {
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** Shown in place of data that could not be loaded. */
export function Retry({ error, retry }: RetryProps) {
  return (
    <>
      <p role="alert" className="problem">
        {ofError(error).problem}
      </p>
      <button type="button" onClick={() => retry()}>
        Try again
      </button>
    </>
  );
}
