import { Divider, Stack } from '@mantine/core';
import { type IdentityProvider, identityProviders, startSocialLogin } from 'gatehouse-client/social';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParams } from 'wouter';
import { Form } from '../../shared/forms/Form';
import type { Outcome } from '../../shared/forms/outcome';
import { gatehouse } from '../../shared/gatehouse';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO, safeReturnTo } from '../../shared/return-to';
import { goToProvider } from '../social';

/** Buttons that sign in, or up, by an account at a provider. Nothing where the server has no providers. */
export function SocialSignIn() {
  const t = useTranslations('entrance');
  const [parameters] = useSearchParams();
  const providers = useProviders();
  const returnTo = safeReturnTo(parameters.get(RETURN_TO), pageSettings.returnTo)?.href ?? null;
  const goTo = (provider: string) => async (): Promise<Outcome> =>
    goToProvider(await startSocialLogin(gatehouse, { provider, returnTo }));
  if (providers.length === 0) return null;
  return (
    <Stack gap="md">
      <Divider label={t('or')} />
      {providers.map(({ id, name }) => (
        <Form
          key={id}
          submit={goTo(id)}
          button={t('social.continueWith', { provider: name })}
          variant="default"
          fullWidth
        />
      ))}
    </Stack>
  );
}

/** Without them there are other ways to sign in, so a failure is no problem. */
function useProviders(): IdentityProvider[] {
  const [providers, setProviders] = useState<IdentityProvider[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    identityProviders(gatehouse, { signal: controller.signal }).then(setProviders, () => {});
    return () => controller.abort();
  }, []);
  return providers;
}
