import { type ComponentProps, use, useId } from 'react';
import { FieldProblems } from './Form';

export interface FieldProps extends ComponentProps<'input'> {
  /** The name in the server's input, which `fieldErrors` refer to. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A field with its label, and its problem below it. */
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
