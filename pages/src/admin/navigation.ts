import {
  Bot,
  FileUp,
  Gauge,
  KeyRound,
  type LucideIcon,
  Mail,
  ScrollText,
  SlidersHorizontal,
  UsersRound,
  Webhook,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { AUDIT_TRAIL, EMAILS, IMPORT, KEYS, OVERVIEW, SERVICE_ACCOUNTS, SETTINGS, USERS, WEBHOOKS } from './paths';

export interface ConsolePage {
  /** Below `/admin`. What is below it belongs to the page, too. */
  readonly path: string;
  readonly name: string;
  readonly icon: LucideIcon;
  /** Loaded when it is opened. */
  readonly Page: ComponentType;
}

/** In the order of the menu. */
export const PAGES: readonly ConsolePage[] = [
  {
    path: OVERVIEW,
    name: 'Overview',
    icon: Gauge,
    Page: lazy(() => import('./overview/Overview').then(({ Overview }) => ({ default: Overview }))),
  },
  {
    path: USERS,
    name: 'Users',
    icon: UsersRound,
    Page: lazy(() => import('./users/Users').then(({ Users }) => ({ default: Users }))),
  },
  {
    path: IMPORT,
    name: 'Import',
    icon: FileUp,
    Page: lazy(() => import('./import/Import').then(({ Import }) => ({ default: Import }))),
  },
  {
    path: SERVICE_ACCOUNTS,
    name: 'Service accounts',
    icon: Bot,
    Page: lazy(() =>
      import('./service-accounts/ServiceAccounts').then(({ ServiceAccounts }) => ({ default: ServiceAccounts })),
    ),
  },
  {
    path: WEBHOOKS,
    name: 'Webhooks',
    icon: Webhook,
    Page: lazy(() => import('./webhooks/Webhooks').then(({ Webhooks }) => ({ default: Webhooks }))),
  },
  {
    path: AUDIT_TRAIL,
    name: 'Audit trail',
    icon: ScrollText,
    Page: lazy(() => import('./audit-trail/AuditTrail').then(({ AuditTrail }) => ({ default: AuditTrail }))),
  },
  {
    path: EMAILS,
    name: 'Emails',
    icon: Mail,
    Page: lazy(() => import('./emails/Emails').then(({ Emails }) => ({ default: Emails }))),
  },
  {
    path: KEYS,
    name: 'Keys',
    icon: KeyRound,
    Page: lazy(() => import('./keys/Keys').then(({ Keys }) => ({ default: Keys }))),
  },
  {
    path: SETTINGS,
    name: 'Settings',
    icon: SlidersHorizontal,
    Page: lazy(() => import('./settings/Settings').then(({ Settings }) => ({ default: Settings }))),
  },
];

/** Where administrators arrive who are going nowhere else. */
export const HOME = OVERVIEW;
