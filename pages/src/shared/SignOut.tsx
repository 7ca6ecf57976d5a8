import { Button } from '@mantine/core';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ofError } from './forms/outcome';
import { gatehouse } from './gatehouse';
import { useNotify } from './Notices';

/** Signs out here. */
export function SignOut() {
  const t = useTranslations('account');
  const notify = useNotify();
  const [isBusy, setIsBusy] = useState(false);
  async function signOut() {
    setIsBusy(true);
    await gatehouse.logout().catch((error) => notify(ofError(error).problem ?? ''));
    setIsBusy(false);
  }
  return (
    <Button
      variant="default"
      size="sm"
      loading={isBusy}
      leftSection={<LogOut size={16} aria-hidden="true" />}
      onClick={signOut}
    >
      {t('signOut')}
    </Button>
  );
}
