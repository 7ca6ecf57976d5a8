import { GraphQLError, type GraphQLSchema } from 'graphql';
import { ErrorResult, Refusal } from '../../api/error-result.js';
import { RequestErrorCode } from '../../api/request-errors.js';
import type { Context } from '../graphql/context.js';
import { wrapFields, wrapMutations } from '../graphql/wrap-mutations.js';
import { OK, type Outcome } from './request-record.js';

/** Notes in the request's record which fields of Query and Mutation are run, and what each mutation comes to. */
export function recordFields(schema: GraphQLSchema): GraphQLSchema {
  wrapFields<Context>(schema.getQueryType(), (resolve, { name }) => (source, args, context, info) => {
    context.record.run(name);
    return resolve(source, args, context, info);
  });
  return wrapMutations<Context>(schema, (resolve, { name }) => async (source, args, context, info) => {
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
  });
}

/** Whom a payload is about. */
function userIdIn(result: unknown): string | undefined {
  return (result as { user?: { id?: string } } | null | undefined)?.user?.id;
}

/** What a request came to that failed so. */
export function codeOf(error: unknown): Outcome {
  if (error instanceof Refusal) return error.result.code;
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return typeof code === 'string' ? code : RequestErrorCode.INTERNAL_SERVER_ERROR;
}
