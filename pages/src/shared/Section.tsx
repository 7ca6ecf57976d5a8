import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly isDangerous?: boolean;
  readonly children?: ReactNode;
}

/** A part of a page, with its heading. */
export function Section({ title, lead, action, isDangerous, children }: Props) {
  const id = useId();
  return (
    <Paper component="section" className="section" data-dangerous={isDangerous} aria-labelledby={id}>
      <div className="section-head">
        <Stack gap={4}>
          <Title order={2} size="h4" id={id} tabIndex={-1}>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" size="sm">
              {lead}
            </Text>
          )}
        </Stack>
        {action}
      </div>
      {children && <div className="section-body">{children}</div>}
    </Paper>
  );
}
