import { type LucideIcon, ScrollText, UsersRound } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import { AUDIT_TRAIL, USERS } from './paths';

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
    path: USERS,
    name: 'Users',
    icon: UsersRound,
    Page: lazy(() => import('./users/Users').then(({ Users }) => ({ default: Users }))),
  },
  {
    path: AUDIT_TRAIL,
    name: 'Audit trail',
    icon: ScrollText,
    Page: lazy(() => import('./audit-trail/AuditTrail').then(({ AuditTrail }) => ({ default: AuditTrail }))),
  },
];

/** Where administrators arrive who are going nowhere else. */
export const HOME = USERS;
