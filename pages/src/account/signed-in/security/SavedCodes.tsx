import { Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Check, Copy, Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { pageSettings } from '../../../shared/page-settings';

interface Props {
  readonly codes: readonly string[];
  readonly close: () => void;
}

/** Codes that are shown this once, to be copied or downloaded. */
export function SavedCodes({ codes, close }: Props) {
  const t = useTranslations('security.recoveryCodes');
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Stack>
      <Text c="dimmed" size="sm">
        {t('saveHint')}
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
          {t(clipboard.copied ? 'copied' : 'copy')}
        </Button>
        <Button
          component="a"
          variant="default"
          leftSection={<Download size={16} aria-hidden="true" />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(asFile(t('fileHeading', { brand: pageSettings.brand.name }), codes))}`}
          download={t('fileName')}
        >
          {t('download')}
        </Button>
      </Group>
      <Button onClick={close} size="md">
        {t('saved')}
      </Button>
    </Stack>
  );
}

function asFile(heading: string, codes: readonly string[]): string {
  return [heading, '', ...codes, ''].join('\n');
}
