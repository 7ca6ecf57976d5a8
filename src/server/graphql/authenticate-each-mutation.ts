import type { GraphQLSchema } from 'graphql';
import type { Context } from './context.js';
import { wrapMutations } from './wrap-mutations.js';

/**
 * Authenticates each mutation of a document at its own start, and gives it an EntityManager of its own. They run one
 * after the other, and a slow one must not carry the next beyond the end of its session. For the first one the context
 * has just been built. Afterwards, cookies of the session that it has ended are taken away.
 */
export function authenticateEachMutation(schema: GraphQLSchema): GraphQLSchema {
  const begun = new WeakSet<Context>();
  return wrapMutations<Context>(schema, (resolve) => async (source, args, context, info) => {
    if (begun.has(context)) await context.beginAnew();
    begun.add(context);
    try {
      return await resolve(source, args, context, info);
    } finally {
      await context.clearCookiesOfEndedSession();
    }
  });
}
