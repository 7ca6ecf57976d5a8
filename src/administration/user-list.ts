import type { EntityManager, FilterQuery } from '@mikro-orm/core';
import type { Page } from '../pagination/connection.js';
import type { ConnectionArgs } from '../pagination/connection-args.js';
import { findPage } from '../pagination/find-page.js';
import { User } from '../users/user.entity.js';
import { OrderDirection, type UserFilter, type UserOrder, UserOrderField, UserState } from './administration.inputs.js';

const NEWEST_FIRST: UserOrder = { field: UserOrderField.CREATED_AT, direction: OrderDirection.DESC };

/** A page of the users that a filter lets through. */
export function listUsers(
  em: EntityManager,
  args: ConnectionArgs,
  filter: UserFilter = {},
  { field, direction }: UserOrder = NEWEST_FIRST,
): Promise<Page<User>> {
  // The id tells apart users who registered in the same millisecond.
  return findPage(em, User, { where: conditions(filter), orderBy: [{ [field]: direction }, { id: direction }] }, args);
}

function conditions({ text, role, state }: UserFilter): FilterQuery<User> {
  const pattern = text && `%${text.replace(/[\\%_]/g, '\\$&').replaceAll('\u0000', '')}%`;
  return {
    ...(pattern && { $or: [{ email: { $like: asStored(pattern) } }, { username: { $ilike: pattern } }] }),
    ...(role && { role }),
    ...(state && { deactivatedAt: state === UserState.DEACTIVATED ? { $ne: null } : null }),
  };
}

/** As e-mail addresses are: not every database knows which letters beyond ASCII differ in case only. */
function asStored(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
