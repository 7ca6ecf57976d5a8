import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;
type Wrap<Context> = (resolve: Resolve<Context>, field: GraphQLField<unknown, Context>) => Resolve<Context>;

/**
 * Puts something around the resolver of each mutation, and of nothing else: as a middleware of type-graphql it would
 * slow down every field of every answer.
 */
export function wrapMutations<Context>(schema: GraphQLSchema, wrap: Wrap<Context>): GraphQLSchema {
  wrapFields(schema.getMutationType(), wrap);
  return schema;
}

/** Puts something around the resolver of each field of a type. */
export function wrapFields<Context>(type: GraphQLObjectType | null | undefined, wrap: Wrap<Context>): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    field.resolve = wrap(field.resolve ?? defaultFieldResolver, field);
  }
}
