import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { currentUser } from './authentication.js';
import type { Context } from './context.js';
import { Node } from './node.js';
import { Session } from './sessions/session.entity.js';

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
    const user = currentUser(authentication);
    if (!user || !isUuid(id)) return null;
    return id === user.id ? user : em.findOne(Session, { id, user: user.id });
  }
}
