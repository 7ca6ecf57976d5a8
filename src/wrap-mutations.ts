import { defaultFieldResolver, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';

type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;

/**
 * Puts something around the resolver of each mutation, and of nothing else: as a middleware of type-graphql it would
 * slow down every field of every answer.
 */
export function wrapMutations<Context>(
  schema: GraphQLSchema,
  wrap: (resolve: Resolve<Context>, field: GraphQLField<unknown, Context>) => Resolve<Context>,
): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.resolve = wrap(field.resolve ?? defaultFieldResolver, field);
  }
  return schema;
}
