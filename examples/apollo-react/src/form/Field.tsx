import { type ComponentProps, use, useId } from 'react';
import { FieldProblems } from './Form';

export interface FieldProps extends ComponentProps<'input'> {
  /** As the server's input has it, to which `fieldErrors` refer. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A field with its label, and below it what is wrong with it. */
export function Field({ name, label, hint, ...input }: FieldProps) {
  const id = useId();
  const problem = use(FieldProblems)[name];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} aria-invalid={!!problem} aria-describedby={`${id}-below`} {...input} />
      <small id={`${id}-below`} className={problem && 'problem'}>
        {problem ?? hint}
      </small>
    </div>
  );
}
