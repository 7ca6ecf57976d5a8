import type { EntityManager } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { User } from './user.entity.js';

/** Finds users by id. */
export type UserLoader = DataLoader<string, User | null>;

/** Those asked for at the same time are found by one query. Nothing is kept: who asks later gets what is true then. */
export function createUserLoader(em: EntityManager): UserLoader {
  const findAll = async (ids: readonly string[]) => {
    const users = await em.find(User, { id: { $in: [...new Set(ids)] } });
    const byId = new Map(users.map((user) => [user.id, user]));
    return ids.map((id) => byId.get(id) ?? null);
  };
  return new DataLoader(findAll, { cache: false });
}
