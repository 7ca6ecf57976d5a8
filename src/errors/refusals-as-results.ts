import { type GraphQLOutputType, getNamedType, isUnionType } from 'graphql';
import type { MiddlewareFn } from 'type-graphql';
import { type ErrorResult, Refusal } from './error-result.js';

/** Turns what a service refuses into the member of the field's result union, where the union has it. */
export const refusalsAsResults: MiddlewareFn = async ({ info }, next) => {
  try {
    return await next();
  } catch (error) {
    if (error instanceof Refusal && isMember(error.result, info.returnType)) return error.result;
    throw error;
  }
};

function isMember(result: ErrorResult, returnType: GraphQLOutputType): boolean {
  const type = getNamedType(returnType);
  return isUnionType(type) && type.getTypes().some(({ name }) => name === result.constructor.name);
}
