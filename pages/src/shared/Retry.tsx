import { Alert, Button, Stack } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { ofError } from './forms/outcome';
import { useLocalization } from './language/Localized';
import { say } from './language/messages';

export interface RetryProps {
  readonly error: unknown;
  readonly retry: () => unknown;
}

/** Shown in place of data that could not be loaded. Once the browser is back online, it is tried again by itself. */
export function Retry({ error, retry }: RetryProps) {
  useWindowEvent('online', () => retry());
  const localization = useLocalization();
  return (
    <Alert color="red" variant="light" radius="md">
      <Stack align="flex-start" gap="sm">
        {say(ofError(error).problem ?? '', localization)}
        <Button variant="default" size="xs" onClick={() => retry()}>
          {localization.t('shared.tryAgain')}
        </Button>
      </Stack>
    </Alert>
  );
}
