import { Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Brand } from './Brand';
import { Heading } from './Heading';

interface Props {
  readonly title: string;
  /** What the page is for. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
  /** Below the card: where else to go. */
  readonly elsewhere?: ReactNode;
  readonly footer?: ReactNode;
}

/** A page of one card. */
export function CardPage({ title, lead, children, elsewhere, footer }: Props) {
  return (
    <div className="entrance">
      <header>
        <Brand />
      </header>
      <main>
        <Paper className="card">
          <Stack gap="lg">
            <Stack gap={6}>
              <Heading size="h2">{title}</Heading>
              {lead && <Text c="dimmed">{lead}</Text>}
            </Stack>
            {children}
          </Stack>
        </Paper>
        {elsewhere && <div className="elsewhere">{elsewhere}</div>}
      </main>
      {footer}
    </div>
  );
}
