import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
} from 'graphql';
import { ErrorResult, ExpectedError } from '../../api/error-result.js';
import { codeOf } from '../../api/request-errors.js';
import { AUTHENTICATES_ITSELF } from '../../sessions/context.js';
import { OK } from '../telemetry/request-record.js';
import type { RequestContext } from './context.js';

/** As passed by mapSchema, which does not know the context. */
type FieldConfig = GraphQLFieldConfig<unknown, unknown>;
type Resolve = GraphQLFieldResolver<unknown, RequestContext>;

/** What a wrapper knows about a field of Query or Mutation. */
export type RootField = Pick<FieldConfig, 'type' | 'extensions'> & { readonly name: string };

export type Wrapper = (resolve: Resolve, field: RootField) => Resolve;

/** The wrappers of every query or mutation, outermost first. Those of features are inside them. */
const QUERY_WRAPPERS: readonly Wrapper[] = [recordQuery, authenticateFirst];
const MUTATION_WRAPPERS: readonly Wrapper[] = [recordOutcome, authenticateEach, returnExpectedErrors];

/**
 * Wraps all operations. Only root fields are wrapped, because a type-graphql middleware would slow down
 * every field of every response.
 */
export function wrapRootFields(schema: GraphQLSchema, featureWrappers: readonly Wrapper[] = []): GraphQLSchema {
  const forQueries = [...QUERY_WRAPPERS, ...featureWrappers];
  const forMutations = [...MUTATION_WRAPPERS, ...featureWrappers];
  return mapSchema(schema, {
    [MapperKind.QUERY_ROOT_FIELD]: (field, name) => wrapField(field, name, forQueries),
    [MapperKind.MUTATION_ROOT_FIELD]: (field, name) => wrapField(field, name, forMutations),
    [MapperKind.SUBSCRIPTION_ROOT_FIELD]: (field, name) => wrapSubscription(field, name, featureWrappers),
  });
}

/** Its connection has been authenticated and recorded. */
function wrapSubscription(field: FieldConfig, name: string, wrappers: readonly Wrapper[]): FieldConfig {
  const subscribe = wrapResolver(field.subscribe as Resolve, { ...field, name }, wrappers);
  return { ...field, subscribe: subscribe as FieldConfig['subscribe'] };
}

function wrapField(field: FieldConfig, name: string, wrappers: readonly Wrapper[]): FieldConfig {
  const resolve = wrapResolver(field.resolve ?? defaultFieldResolver, { ...field, name }, wrappers);
  return { ...field, resolve: resolve as FieldConfig['resolve'] };
}

/** @param wrappers the outermost first. */
export function wrapResolver(innermost: Resolve, field: RootField, wrappers: readonly Wrapper[]): Resolve {
  return wrappers.reduceRight((inner, wrap) => wrap(inner, field), innermost);
}

function recordQuery(resolve: Resolve, { name }: RootField): Resolve {
  return (source, args, context, info) => {
    context.record.run(name);
    return resolve(source, args, context, info);
  };
}

function recordOutcome(resolve: Resolve, { name }: RootField): Resolve {
  return async (source, args, context, info) => {
    const run = context.record.run(name);
    try {
      const result = await resolve(source, args, context, info);
      if (result instanceof ErrorResult) run.outcome = result.code;
      context.record.userId ??= userIdIn(result);
      return result;
    } catch (error) {
      run.outcome = codeOf(error);
      throw error;
    } finally {
      if (run.outcome !== OK) context.record.fail(run.outcome);
    }
  };
}

function userIdIn(result: unknown): string | undefined {
  return (result as { user?: { id?: string } } | null | undefined)?.user?.id;
}

const begun = new WeakSet<RequestContext>();

/** The queries of a document run at the same time and are authenticated together. */
export function authenticateFirst(resolve: Resolve): Resolve {
  return async (source, args, context, info) => {
    await context.authenticate();
    return resolve(source, args, context, info);
  };
}

/**
 * Authenticates each mutation of a document when it starts, and gives it a separate EntityManager. Mutations run one
 * after the other, and a slow one must not let the next one run after the end of its session. Afterward, the cookies of
 * a session that the mutation has ended are cleared.
 */
function authenticateEach(resolve: Resolve, { extensions }: RootField): Resolve {
  const authenticatesItself = extensions?.[AUTHENTICATES_ITSELF] === true;
  return async (source, args, context, info) => {
    if (begun.has(context)) context.reset();
    begun.add(context);
    if (!authenticatesItself) await context.authenticate();
    try {
      return await resolve(source, args, context, info);
    } finally {
      await context.clearCookiesOfEndedSession();
    }
  };
}

/** Returns an expected error thrown by a service as the member of the mutation's union, if the union has it. */
function returnExpectedErrors(resolve: Resolve, { type }: RootField): Resolve {
  return async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      if (error instanceof ExpectedError && isMember(error.result, type)) return error.result;
      throw error;
    }
  };
}

function isMember(result: ErrorResult, returnType: GraphQLOutputType): boolean {
  const type = getNamedType(returnType);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === result.constructor.name);
}
