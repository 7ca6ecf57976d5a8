import type { EntityClass, EntityManager, FilterQuery } from '@mikro-orm/core';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { Node } from '../../api/node.js';
import { badArguments } from '../../api/request-errors.js';
import { AuditEvent } from '../../security/audit-event.entity.js';
import { currentUser } from '../../sessions/authentication.js';
import type { Context } from '../../sessions/context.js';
import { findVisibleUser } from '../../sessions/visible-user.js';
import { Role, type User } from '../../users/user.entity.js';

const MAX_IDS = 100;

/** A kind of object that belongs to a user, who may see it; and administrators may see all. */
export type OwnedNode = Node & { readonly user: User };

export interface NodeKinds {
  /** They belong to users. */
  readonly owned: readonly EntityClass<OwnedNode>[];
  /** Only administrators see them. */
  readonly administered: readonly EntityClass<Node>[];
}

@Resolver()
export class NodeResolver {
  constructor(private readonly kinds: NodeKinds) {}

  @Query(() => Node, {
    nullable: true,
    description: 'Finds an object by its id. Null if there is none that the signed-in user may see.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The globally unique id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Node | null> {
    const [node = null] = await findNodes(context, this.kinds, [id]);
    return node;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Finds several objects by their ids, in the order of the ids. Null for each one that the signed-in user may not see.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'The globally unique ids, at most 100.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<(Node | null)[]> {
    if (ids.length > MAX_IDS) throw badArguments(`Ask for at most ${MAX_IDS} ids at once.`);
    return findNodes(context, this.kinds, ids);
  }
}

/** One statement per kind of object, regardless of the number of ids. */
async function findNodes(
  context: Context,
  { owned, administered }: NodeKinds,
  ids: readonly string[],
): Promise<(Node | null)[]> {
  const viewer = viewerOf(context);
  if (!viewer) return ids.map(() => null);
  const wanted = [...new Set(ids.filter((id) => isUuid(id)).map((id) => id.toLowerCase()))];
  const found = new Map<string, Node>();
  const keep = (nodes: readonly (Node | null)[]) => {
    for (const node of nodes) if (node) found.set(node.id, node);
  };
  keep(await Promise.all(wanted.map((id) => findVisibleUser(context, id))));
  if (viewer === 'machine') return ids.map((id) => found.get(id.toLowerCase()) ?? null);
  const missing = () => wanted.filter((id) => !found.has(id));
  for (const kind of owned) keep(await findOwned(context.em, kind, missing(), viewer));
  keep(await findEvents(context.em, missing(), viewer));
  if (viewer.role === Role.ADMIN) for (const kind of administered) keep(await findAll(context.em, kind, missing()));
  return ids.map((id) => found.get(id.toLowerCase()) ?? null);
}

/** Machines see users only. */
function viewerOf({ authentication }: Context): User | 'machine' | null {
  return authentication.state === 'machine' ? 'machine' : currentUser(authentication);
}

/** Ids are unique across all kinds of objects, so the order of lookups does not matter. */
async function findOwned(
  em: EntityManager,
  kind: EntityClass<OwnedNode>,
  ids: readonly string[],
  viewer: User,
): Promise<Node[]> {
  const nodes = await findAll(em, kind, ids);
  return nodes.filter((node) => viewer.role === Role.ADMIN || node.user.id === viewer.id);
}

/** Users see what was done to them. */
async function findEvents(em: EntityManager, ids: readonly string[], viewer: User): Promise<Node[]> {
  const events = await findAll(em, AuditEvent, ids);
  return events.filter(({ subjectId }) => viewer.role === Role.ADMIN || subjectId === viewer.id);
}

async function findAll<T extends Node>(em: EntityManager, kind: EntityClass<T>, ids: readonly string[]): Promise<T[]> {
  return ids.length > 0 ? em.find(kind, { id: [...ids] } as FilterQuery<T>) : [];
}
