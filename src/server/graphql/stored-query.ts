import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Config } from '../../config/config.js';
import { costProblem, graphqlLimits } from './apollo.js';

/** @returns a function that checks a query which is stored to be run later, by the rules and limits of requests. */
export function storedQueryCheck(config: Config) {
  const rules = [...specifiedRules, ...graphqlLimits(config).validationRules, NoSchemaIntrospectionCustomRule];
  return (schema: GraphQLSchema, text: string, furtherRules: readonly ValidationRule[]): readonly GraphQLError[] => {
    const document = read(text, config.graphqlMaxTokens);
    if (document instanceof GraphQLError) return [document];
    const broken = validate(schema, document, [...rules, ...furtherRules]);
    return broken.length > 0 ? broken : checkOperation(config, schema, document);
  };
}

function read(text: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    return error as GraphQLError;
  }
}

function checkOperation(config: Config, schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const operation = getOperationAST(document);
  const isPlain = operation?.operation === OperationTypeNode.QUERY && !operation.variableDefinitions?.length;
  if (!isPlain) return [new GraphQLError('Use a document of one query without variables.')];
  const tooExpensive = costProblem(config, { schema, document, operation, variables: {} });
  return tooExpensive ? [tooExpensive] : [];
}
