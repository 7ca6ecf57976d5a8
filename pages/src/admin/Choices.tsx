import { Checkbox, Stack } from '@mantine/core';
import { use } from 'react';
import { FieldProblems, type Values } from '../shared/forms/Form';

interface Props {
  /** The name in the server's input, which `fieldErrors` refer to. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** What can be chosen, with what to say about it. */
  readonly choices: Readonly<Record<string, Choice>>;
  /** What is chosen already. */
  readonly chosen?: readonly string[] | undefined;
}

interface Choice {
  readonly label: string;
  readonly description?: string;
}

/** Values of an enum, of which several can be chosen. Each is a field of its own, named as the value. */
export function Choices({ name, label, description, choices, chosen = [] }: Props) {
  const problem = use(FieldProblems)[name];
  return (
    <Checkbox.Group label={label} description={description} error={problem} defaultValue={[...chosen]}>
      <Stack gap="sm" my="sm">
        {Object.entries(choices).map(([value, choice]) => (
          <Checkbox
            key={value}
            name={value}
            value={value}
            {...choice}
            error={!!problem}
            aria-invalid={problem ? true : undefined}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Which of the values the fields of a form have chosen. */
export function chosenOf<Value extends string>(values: Readonly<Record<string, Value>>, fields: Values): Value[] {
  return Object.values(values).filter((value) => value in fields);
}
