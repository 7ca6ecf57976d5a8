import { Anchor, type AnchorProps, Paper, Skeleton, Stack } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link } from 'wouter';
import { Brand } from '../../shared/Brand';
import { CardPage } from '../../shared/CardPage';
import { LegalLinks } from '../../shared/LegalLinks';
import { LanguageSwitch } from '../../shared/language/LanguageSwitch';

type Props = Omit<ComponentProps<typeof CardPage>, 'footer'>;

/** A page for people who are not signed in. */
export function Entrance(page: Props) {
  const footer = (
    <LegalLinks>
      <LanguageSwitch />
    </LegalLinks>
  );
  return <CardPage {...page} footer={footer} />;
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
