import { Alert, Button, type ButtonProps, Stack } from '@mantine/core';
import { createContext, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type Outcome, ofError } from './outcome';

export type Values = Readonly<Record<string, string>>;

/** The problems of the form's fields, by name. */
export const FieldProblems = createContext<NonNullable<Outcome['fields']>>({});

export interface FormProps extends Pick<ButtonProps, 'color' | 'fullWidth' | 'variant' | 'leftSection'> {
  /** Sends the values of the fields, and returns the outcome. */
  readonly submit: (values: Values) => Promise<Outcome>;
  /** The text of the button. */
  readonly button: string;
  /** The id of the element that the button acts on, where its text does not say so. */
  readonly describedBy?: string;
  readonly isDisabled?: boolean;
  /** Beside the button. */
  readonly more?: ReactNode;
  readonly children?: ReactNode;
}

/** A form that shows each problem at its field, and moves the focus to the first. While it is sent, it cannot be sent again. */
export function Form({ submit, button, describedBy, isDisabled, more, children, ...look }: FormProps) {
  const { form, outcome, isBusy, send } = useForm(submit);
  // The server has the rules and the messages: hence noValidate.
  return (
    <form ref={form} onSubmit={send} noValidate aria-busy={isBusy}>
      <Stack gap="md">
        <Problem text={outcome.problem} />
        <FieldProblems value={outcome.fields ?? {}}>{children}</FieldProblems>
        <div className="form-actions" data-wide={look.fullWidth}>
          <Button
            type="submit"
            size="md"
            loading={isBusy}
            disabled={isDisabled}
            aria-describedby={describedBy}
            {...look}
          >
            {button}
          </Button>
          {more}
        </div>
        <p role="status" className="form-success">
          {outcome.success}
        </p>
      </Stack>
    </form>
  );
}

function Problem({ text }: { text: string | undefined }) {
  return (
    <div role="alert" tabIndex={-1} className="form-problem">
      {text && (
        <Alert component="div" role="presentation" color="red" variant="light" radius="md">
          {text}
        </Alert>
      )}
    </div>
  );
}

function useForm(submit: FormProps['submit']) {
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

  return { form, outcome, isBusy, send };
}
