import { Alert, Button, type ButtonProps, Stack } from '@mantine/core';
import { createContext, type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useLocalization } from '../language/Localized';
import { type Localization, say, type Wording } from '../language/messages';
import { type Outcome, ofError } from './outcome';

export type Values = Readonly<Record<string, string>>;

/** The problems of the form's fields, by name. */
export const FieldProblems = createContext<Readonly<Record<string, string>>>({});

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
  const localization = useLocalization();
  const saidOf = (wording: Wording | undefined) => wording && say(wording, localization);
  // The server has the rules and the messages: hence noValidate.
  return (
    <form ref={form} onSubmit={send} noValidate aria-busy={isBusy}>
      <Stack gap="md">
        <Problem text={saidOf(outcome.problem)} />
        <FieldProblems value={sayEach(outcome.fields ?? {}, localization)}>{children}</FieldProblems>
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
          {saidOf(outcome.success)}
        </p>
      </Stack>
    </form>
  );
}

function sayEach(fields: NonNullable<Outcome['fields']>, localization: Localization): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([field, wording]) => [field, say(wording, localization)]));
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
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<Outcome>({});

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
