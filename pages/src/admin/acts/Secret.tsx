import { Alert, Button, Stack } from '@mantine/core';
import { autofocus } from '../autofocus';
import { CopyButton } from '../CopyButton';

interface Props {
  /** What it is, where a sentence begins. */
  readonly name: string;
  readonly secret: string;
  readonly close: () => void;
}

/** The content of a dialog that shows a new secret, this once. */
export function Secret({ name, secret, close }: Props) {
  return (
    <Stack ref={autofocus}>
      <Alert color="yellow" variant="light" radius="md" title="It is not shown again">
        {name} cannot be read here again. Save it now, in a place for secrets.
      </Alert>
      <code className="secret">{secret}</code>
      <CopyButton text={secret} size="md" data-autofocus>
        Copy
      </CopyButton>
      <Button variant="default" onClick={close}>
        I have saved it
      </Button>
    </Stack>
  );
}
