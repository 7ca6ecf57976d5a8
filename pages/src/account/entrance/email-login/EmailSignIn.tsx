import { Button, Divider, Stack } from '@mantine/core';
import { isSupported } from 'gatehouse-client/passkeys';
import { Mail } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Link, useSearchParams } from 'wouter';
import { RETURN_TO } from '../../../shared/return-to';
import { EMAIL_LOGIN, withReturnTo } from '../../paths';
import { useEmailContents } from './email-contents';

/** Leads to the page where people sign in by email. Nothing where the server does not offer that. */
export function EmailSignIn() {
  const t = useTranslations('entrance');
  const [parameters] = useSearchParams();
  if (!useEmailContents()) return null;
  return (
    <Stack gap="md">
      {/* Otherwise the passkeys above have one. */}
      {!isSupported() && <Divider label={t('or')} />}
      <Button
        component={Link}
        href={withReturnTo(EMAIL_LOGIN, parameters.get(RETURN_TO))}
        variant="default"
        size="md"
        leftSection={<Mail size={18} aria-hidden="true" />}
        fullWidth
      >
        {t('emailLogin.title')}
      </Button>
    </Stack>
  );
}
