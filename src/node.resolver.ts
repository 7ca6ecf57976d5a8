import type { EntityManager } from '@mikro-orm/core';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { AuditEvent } from './audit/audit-event.entity.js';
import { currentUser } from './authentication.js';
import type { Context } from './context.js';
import { Node } from './node.js';
import { Session } from './sessions/session.entity.js';
import { Role, User } from './users/user.entity.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Finds an object by its id; null if there is none that the signed-in user may see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The globally unique id.' }) id: string,
    @Ctx() { authentication, em }: Context,
  ): Promise<Node | null> {
    const viewer = currentUser(authentication);
    if (!viewer || !isUuid(id)) return null;
    if (id.toLowerCase() === viewer.id) return viewer;
    return viewer.role === Role.ADMIN ? findAny(em, id) : em.findOne(Session, { id, user: viewer.id });
  }
}

/** Ids are unique across all kinds of objects, so it does not matter where one is looked up first. */
async function findAny(em: EntityManager, id: string): Promise<Node | null> {
  return (await em.findOne(User, id)) ?? (await em.findOne(Session, id)) ?? em.findOne(AuditEvent, id);
}
