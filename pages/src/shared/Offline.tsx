import { useNetwork } from '@mantine/hooks';
import { useTranslations } from 'use-intl';

/** Says that the browser has no connection, for as long as it has none, and what to do. */
export function Offline() {
  const t = useTranslations('shared');
  const { online } = useNetwork();
  return (
    <div role="status" className="offline">
      {!online && t('offline')}
    </div>
  );
}
