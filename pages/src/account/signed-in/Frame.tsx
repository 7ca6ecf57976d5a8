import { Skeleton, Stack, Text } from '@mantine/core';
import { Gauge, type LucideIcon, MonitorSmartphone, ShieldCheck, TriangleAlert, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Link, useRoute } from 'wouter';
import { Brand } from '../../shared/Brand';
import { LegalLinks } from '../../shared/LegalLinks';
import { LanguageSwitch } from '../../shared/language/LanguageSwitch';
import { pageSettings } from '../../shared/page-settings';
import { SignOut } from '../../shared/SignOut';
import type { AccountUserFragment } from '../gql/graphql';
import { CONSOLE } from '../paths';

interface Props {
  /** Undefined until it is known. */
  readonly user: AccountUserFragment | undefined;
  readonly children: ReactNode;
}

/** What surrounds the pages of an account: whose it is, where else to go, and out. */
export function Frame({ user, children }: Props) {
  const t = useTranslations('account.pages');
  return (
    <div className="frame">
      <header className="frame-header">
        <div>
          <Brand />
          <div className="frame-user">
            {user && (
              <Text size="sm" c="dimmed" truncate className="frame-email">
                {user.email}
              </Text>
            )}
            <SignOut />
          </div>
        </div>
      </header>
      <div className="frame-body">
        <nav aria-label={t('label')} className="frame-nav">
          <PageItem to="/profile" icon={UserRound} name={t('profile')} />
          <PageItem to="/security" icon={ShieldCheck} name={t('security')} />
          <PageItem to="/devices" icon={MonitorSmartphone} name={t('devices')} />
          <PageItem to="/danger-zone" icon={TriangleAlert} name={t('dangerZone')} />
          {user?.role === 'ADMIN' && pageSettings.hasConsole && (
            <PageItem to={CONSOLE} icon={Gauge} name={t('console')} />
          )}
        </nav>
        <main className="frame-main">{children}</main>
      </div>
      <LegalLinks>
        <LanguageSwitch />
      </LegalLinks>
    </div>
  );
}

function PageItem({ to, icon: Icon, name }: { to: string; icon: LucideIcon; name: string }) {
  const [isHere] = useRoute(to);
  return (
    <Link href={to} className="frame-link" aria-current={isHere ? 'page' : undefined}>
      <Icon size={18} aria-hidden="true" />
      {name}
    </Link>
  );
}

/** While a page is loading. */
export function PageSkeleton() {
  const t = useTranslations('shared');
  return (
    <Stack gap="xl" aria-busy="true" aria-label={t('loading')} role="status">
      <Skeleton height={34} width={180} />
      <Skeleton height={170} radius="lg" />
      <Skeleton height={170} radius="lg" />
    </Stack>
  );
}
