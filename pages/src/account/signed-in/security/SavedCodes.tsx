import { Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy, Download } from 'lucide-react';
import { pageSettings } from '../../../shared/page-settings';

interface Props {
  readonly codes: readonly string[];
  readonly close: () => void;
}

/** Codes that are shown this once, to be copied or downloaded. */
export function SavedCodes({ codes, close }: Props) {
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Stack>
      <Text c="dimmed" size="sm">
        Each of them lets you in once, if you lose your phone. They are shown only now: keep them in a safe place, such
        as your password manager.
      </Text>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Group grow>
        <Button
          variant="default"
          leftSection={
            clipboard.copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />
          }
          onClick={() => clipboard.copy(codes.join('\n'))}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
        <Button
          component="a"
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(asFile(codes))}`}
          download="recovery-codes.txt"
        >
          Download
        </Button>
      </Group>
      <Button onClick={close} size="md">
        I have saved them
      </Button>
    </Stack>
  );
}

function asFile(codes: readonly string[]): string {
  return [`Recovery codes for ${pageSettings.brand.name}. Each works once.`, '', ...codes, ''].join('\n');
}
