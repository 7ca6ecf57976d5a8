import { type GraphQLOutputType, type GraphQLSchema, getNamedType, isUnionType } from 'graphql';
import { type ErrorResult, Refusal } from '../../api/error-result.js';
import { wrapMutations } from './wrap-mutations.js';

/** Turns what a service refuses into the member of the mutation's result union, where the union has it. */
export function refusalsAsResults(schema: GraphQLSchema): GraphQLSchema {
  return wrapMutations(schema, (resolve, field) => async (...args) => {
    try {
      return await resolve(...args);
    } catch (error) {
      if (error instanceof Refusal && isMember(error.result, field.type)) return error.result;
      throw error;
    }
  });
}

function isMember(result: ErrorResult, returnType: GraphQLOutputType): boolean {
  const type = getNamedType(returnType);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === result.constructor.name);
}
