import { Stack } from '@mantine/core';
import { Form, type FormProps } from '../../shared/forms/Form';
import { autofocus } from '../autofocus';

interface Props extends Pick<FormProps, 'submit' | 'button' | 'color' | 'isDisabled' | 'children'> {
  /** What the act leads to, one sentence each. */
  readonly effects: readonly string[];
}

/** The content of a dialog that says what an act leads to, before it can be confirmed. */
export function Effects({ effects, children, ...form }: Props) {
  return (
    <Stack ref={autofocus}>
      <ul className="effects">
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Form fullWidth {...form}>
        {children}
      </Form>
    </Stack>
  );
}
