import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { Config } from './config.js';

/** Keeps a single request from asking for more than a server should do: https://escape.tech/graphql-armor/docs */
export function graphqlLimits(config: Config) {
  const limits = {
    maxDepth: { n: config.graphqlMaxDepth },
    maxAliases: { n: config.graphqlMaxAliases },
    maxDirectives: { n: config.graphqlMaxDirectives },
    costLimit: { maxCost: config.graphqlMaxCost },
  };
  // Apollo Server and graphql-js have these two themselves.
  const offered = { maxTokens: { enabled: false }, blockFieldSuggestion: { enabled: false } };
  return new ApolloArmor({ ...limits, ...offered }).protect();
}
