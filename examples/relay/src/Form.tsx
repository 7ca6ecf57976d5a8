import { type ReactNode, type SubmitEvent, useId, useState } from 'react';

export type Values = Readonly<Record<string, string>>;

export interface FormProps {
  readonly title: string;
  /** @returns what is wrong; empty if nothing is. */
  readonly submit: (values: Values) => Promise<string>;
  readonly button: string;
  readonly cancel?: () => void;
  readonly children: ReactNode;
}

/** A form that shows what is wrong above its buttons. */
export function Form({ title, submit, button, cancel, children }: FormProps) {
  const [problem, setProblem] = useState('');
  const id = useId();

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Values;
    setProblem(await submit(values).catch(({ message }) => message));
  }

  return (
    <form onSubmit={send} noValidate aria-labelledby={id}>
      <h1 id={id}>{title}</h1>
      {children}
      <p role="alert">{problem}</p>
      <button type="submit">{button}</button>{' '}
      {cancel && (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      )}
    </form>
  );
}
