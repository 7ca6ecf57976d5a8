import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isUnionType,
} from 'graphql';
import { type ErrorResult, Refusal } from './error-result.js';

/**
 * Turns what a service refuses into the member of the mutation's result union, where the union has it. It wraps the
 * mutations only: as a middleware of type-graphql it would slow down every field of every answer.
 */
export function refusalsAsResults(schema: GraphQLSchema): GraphQLSchema {
  Object.values(schema.getMutationType()?.getFields() ?? {}).forEach(answerRefusals);
  return schema;
}

function answerRefusals(field: GraphQLField<unknown, unknown>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      if (error instanceof Refusal && isMember(error.result, field.type)) return error.result;
      throw error;
    }
  };
}

function isMember(result: ErrorResult, returnType: GraphQLOutputType): boolean {
  const type = getNamedType(returnType);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === result.constructor.name);
}
