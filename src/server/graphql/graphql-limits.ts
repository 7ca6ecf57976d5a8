import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError, getVariableValues, type ValidationRule } from 'graphql';
import type { Config } from '../../config/config.js';
import type { RequestContext } from './context.js';
import { type CountedOperation, costOf } from './operation-cost.js';

/** Keeps a single request from asking for more than a server should do: https://escape.tech/graphql-armor/docs */
export function graphqlLimits(config: Config): { validationRules: ValidationRule[] } {
  const limits = {
    maxDepth: { n: config.graphqlMaxDepth },
    maxAliases: { n: config.graphqlMaxAliases },
    maxDirectives: { n: config.graphqlMaxDirectives },
  };
  // Apollo Server and graphql-js have two of these themselves. The cost is ours to count: armor sees no variables, and so
  // takes a page of `first: $first` for a page of one.
  const disabled = { enabled: false };
  const others = { costLimit: disabled, maxTokens: disabled, blockFieldSuggestion: disabled };
  const armor = new ApolloArmor({ ...limits, ...others }).protect();
  return { validationRules: [...armor.validationRules, selfDescriptionOnce] };
}

/** Refuses queries and mutations that cost too much. */
export function limitCost(config: Config): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (!operation) return;
        const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
        // Variables that do not fit are refused by the execution.
        const error = coerced && costProblem(config, { schema, document, operation, variables: coerced });
        if (error) throw error;
      },
    }),
  };
}

/** Why an operation is refused as too expensive, if it is. */
export function costProblem({ graphqlMaxCost }: Config, counted: CountedOperation): GraphQLError | undefined {
  const cost = Math.ceil(costOf(counted));
  if (cost <= graphqlMaxCost) return undefined;
  const message = `This operation costs ${cost}; at most ${graphqlMaxCost} is allowed. Ask for smaller pages, or for less at once.`;
  const extensions = { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED, http: { status: 400 } };
  return new GraphQLError(message, { nodes: counted.operation, extensions });
}

/** What describes the schema is long, and always the same: a document may ask for each part of it under one name only. */
const selfDescriptionOnce: ValidationRule = (context) => {
  const names = new Map<string, string>();
  return {
    Field(node) {
      const field = node.name.value;
      const parent = context.getParentType()?.name ?? '';
      if (field === '__typename' || !isSelfDescription(parent, field)) return;
      const responseName = node.alias?.value ?? field;
      const first = names.get(`${parent}.${field}`) ?? responseName;
      names.set(`${parent}.${field}`, first);
      if (first === responseName) return;
      context.reportError(new GraphQLError(`Ask for ${field} once, under one name.`, { nodes: node }));
    },
  };
};

function isSelfDescription(parent: string, field: string): boolean {
  return field === '__schema' || field === '_service' || parent === '_Service' || parent.startsWith('__');
}
