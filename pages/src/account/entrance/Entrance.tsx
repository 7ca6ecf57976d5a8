import { Anchor, type AnchorProps, Paper, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { Brand } from '../../shared/Brand';
import { Heading } from '../../shared/Heading';
import { LegalLinks } from '../../shared/LegalLinks';
import { LanguageSwitch } from '../../shared/language/LanguageSwitch';

interface Props {
  readonly title: string;
  /** What the page is for. */
  readonly lead?: ReactNode;
  /** Below the card: where else to go. */
  readonly elsewhere?: ReactNode;
  readonly children?: ReactNode;
}

/** A page for people who are not signed in: one card. */
export function Entrance({ title, lead, elsewhere, children }: Props) {
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
      <LegalLinks>
        <LanguageSwitch />
      </LegalLinks>
    </div>
  );
}

/** While the page is loading. */
export function EntranceSkeleton() {
  const t = useTranslations('shared');
  return (
    <div className="entrance">
      <header>
        <Brand />
      </header>
      <main aria-busy="true" aria-label={t('loading')}>
        <Paper className="card">
          <Stack gap="lg">
            <Skeleton height={28} width="50%" />
            <Skeleton height={42} />
            <Skeleton height={42} />
          </Stack>
        </Paper>
      </main>
    </div>
  );
}

/** A link to another page of the account. */
export function PageLink({ to, children, ...look }: AnchorProps & { to: string; children: ReactNode }) {
  return (
    <Anchor component={Link} href={to} {...look}>
      {children}
    </Anchor>
  );
}

/** One within a sentence, where its color alone would not be enough: WCAG 2.2, 1.4.1. */
export function TextLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <PageLink to={to} underline="always">
      {children}
    </PageLink>
  );
}
