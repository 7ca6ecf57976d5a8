import type { EntityManager } from '@mikro-orm/core';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { currentUser } from '../authentication.js';
import type { Context } from '../context.js';
import { Node } from '../node.js';
import { Session } from '../sessions/session.entity.js';
import { Role, type User } from '../users/user.entity.js';
import { findVisibleUser } from '../users/visible-user.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Finds an object by its id; null if there is none that the signed-in user may see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The globally unique id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    const viewer = currentUser(context.authentication);
    if (!viewer || !isUuid(id)) return null;
    // Ids are unique across all kinds of objects, so it does not matter where one is looked up first.
    return (await findVisibleUser(context, id)) ?? findOther(context.em, id, viewer);
  }
}

async function findOther(em: EntityManager, id: string, viewer: User): Promise<Node | null> {
  if (viewer.role !== Role.ADMIN) return em.findOne(Session, { id, user: viewer.id });
  return (await em.findOne(Session, id)) ?? em.findOne(AuditEvent, id);
}
