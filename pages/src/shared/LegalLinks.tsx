import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { pageSettings } from './page-settings';

interface Props {
  /** Beside the links. */
  readonly children?: ReactNode;
}

/** The end of a page, with what the operator has to publish; nothing where there is nothing to show. */
export function LegalLinks({ children }: Props) {
  const t = useTranslations('shared');
  const { privacyUrl, termsUrl } = pageSettings.brand;
  if (!privacyUrl && !termsUrl && !children) return null;
  return (
    <footer className="legal">
      {privacyUrl && <LegalLink href={privacyUrl} text={t('privacy')} />}
      {termsUrl && <LegalLink href={termsUrl} text={t('terms')} />}
      {children}
    </footer>
  );
}

function LegalLink({ href, text }: { href: string; text: string }) {
  return (
    <Anchor href={href} size="sm" c="dimmed">
      {text}
    </Anchor>
  );
}
