import { lexicographicSortSchema, printSchema } from 'graphql';
import { resolverClasses } from '../resolvers.js';
import { createSchema } from '../server/graphql/schema.js';

const HEAD = '# Written by `npm run generate`. Do not edit: change the resolvers and entities instead.\n\n';

/** The text of `schema.graphql`. Sorted, so that moving a class changes nothing. */
export async function printSchemaFile(): Promise<string> {
  return `${HEAD}${printSchema(lexicographicSortSchema(await createSchema(resolverClasses)))}\n`;
}
