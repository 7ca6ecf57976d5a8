import { Alert, Button, Stack } from '@mantine/core';
import { ofError } from './forms/outcome';

export interface RetryProps {
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** Shown in place of data that could not be loaded. */
export function Retry({ error, retry }: RetryProps) {
  return (
    <Alert color="red" variant="light" radius="md">
      <Stack align="flex-start" gap="sm">
        {ofError(error).problem}
        <Button variant="default" size="xs" onClick={() => retry()}>
          Try again
        </Button>
      </Stack>
    </Alert>
  );
}
