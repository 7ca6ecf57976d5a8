import { createContext, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type Outcome, ofError } from './outcome';

export type Values = Readonly<Record<string, string>>;

/** The problems of the form's fields, by name. */
export const FieldProblems = createContext<NonNullable<Outcome['fields']>>({});

export interface FormProps {
  /** Sends the values of the fields, and returns the outcome. */
  readonly submit: (values: Values) => Promise<Outcome>;
  /** The text of the button. */
  readonly button: string;
  /** The id of the element that the button acts on, where its text does not say so. */
  readonly describedBy?: string;
  readonly children?: ReactNode;
}

/** A form that shows each problem at its field, and moves the focus to the first. */
export function Form({ submit, button, describedBy, children }: FormProps) {
  const [outcome, setOutcome] = useState<Outcome>({});
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (outcome.success) form.current?.reset();
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]:not(:empty)')?.focus();
  }, [outcome]);

  async function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Values;
    setIsBusy(true);
    setOutcome(await submit(values).catch(ofError));
    setIsBusy(false);
  }

  // The server has the rules and the messages: hence noValidate.
  return (
    <form ref={form} onSubmit={send} noValidate aria-busy={isBusy}>
      <p role="alert" tabIndex={-1} className="problem">
        {outcome.problem}
      </p>
      <FieldProblems value={outcome.fields ?? {}}>{children}</FieldProblems>
      <button type="submit" aria-disabled={isBusy} aria-describedby={describedBy}>
        {button}
      </button>
      <p role="status">{outcome.success}</p>
    </form>
  );
}
