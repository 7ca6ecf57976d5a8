import { Stack, Text } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Time } from './Time';

interface Props {
  readonly icon: LucideIcon;
  readonly name: string;
  /** The id of the name, for the buttons beside it: their texts do not say what they act on. */
  readonly nameId: string;
  /** What shows while the pointer is over the name. */
  readonly title?: string | undefined;
  /** Below the name. */
  readonly details: ReactNode;
  /** Beside the text: what can be done with it. */
  readonly children: ReactNode;
}

/** Something that belongs to an account, such as a device, in a list of class `list`. */
export function ListItem({ icon: Icon, name, nameId, title, details, children }: Props) {
  return (
    <li className="list-item">
      <span className="list-icon">
        <Icon size={22} aria-hidden="true" />
      </span>
      <Stack gap={2} className="list-text">
        <Text fw={600} id={nameId} className="breakable" title={title}>
          {name}
        </Text>
        {details}
      </Stack>
      {children}
    </li>
  );
}

interface AddedProps {
  /** Before the times. */
  readonly note?: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** For the details: since when the account has it, and when it was last used. */
export function Added({ note, createdAt, lastUsedAt }: AddedProps) {
  const t = useTranslations('shared');
  return (
    <Text size="sm" c="dimmed">
      {note && `${note} · `}
      {t.rich('added', { time: () => <Time at={createdAt} /> })}
      {lastUsedAt && <> · {t.rich('lastUsed', { time: () => <Time at={lastUsedAt} /> })}</>}
    </Text>
  );
}
