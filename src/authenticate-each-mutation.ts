import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Context } from './context.js';

/**
 * Authenticates each mutation of a document at its own start. They run one after the other, and a slow one must not
 * carry the next beyond the end of its session. For the first one the context has just been built.
 */
export function authenticateEachMutation(schema: GraphQLSchema): GraphQLSchema {
  const begun = new WeakSet<Context>();
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) authenticateFirst(field, begun);
  return schema;
}

function authenticateFirst(field: GraphQLField<unknown, Context>, begun: WeakSet<Context>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    if (begun.has(context)) await context.authenticateAgain();
    begun.add(context);
    return resolve(source, args, context, info);
  };
}
