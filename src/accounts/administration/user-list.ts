import type { EntityManager, FilterQuery } from '@mikro-orm/core';
import { type ConnectionArgs, findPage, type Page } from '../../api/connections.js';
import { emailSearchTexts } from '../../users/email.js';
import { User } from '../../users/user.entity.js';
import { OrderDirection, type UserFilter, type UserOrder, UserOrderField, UserState } from './administration.inputs.js';

const NEWEST_FIRST: UserOrder = { field: UserOrderField.CREATED_AT, direction: OrderDirection.DESC };

/** A page of the users that a filter lets through. */
export function listUsers(
  em: EntityManager,
  args: ConnectionArgs,
  filter: UserFilter = {},
  { field, direction }: UserOrder = NEWEST_FIRST,
): Promise<Page<User>> {
  // The id distinguishes users who registered in the same millisecond.
  return findPage(em, User, { where: conditions(filter), orderBy: [{ [field]: direction }, { id: direction }] }, args);
}

function conditions({ text, role, state }: UserFilter): FilterQuery<User> {
  return {
    ...(text && { $or: containing(text) }),
    ...(role && { role }),
    ...(state && { deactivatedAt: state === UserState.DEACTIVATED ? { $ne: null } : null }),
  };
}

/** Stored addresses are in lower case, and so are the texts to look for: no database has to fold either. */
function containing(text: string): FilterQuery<User>[] {
  const emails = emailSearchTexts(text).map((each) => ({ email: { $like: patternOf(each) } }));
  return [...emails, { username: { $ilike: patternOf(text) } }];
}

/** PostgreSQL refuses a NUL. */
function patternOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&').replaceAll('\u0000', '')}%`;
}
