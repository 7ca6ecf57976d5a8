import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'An object with a globally unique id: https://graphql.org/learn/global-object-identification/',
})
export abstract class Node {
  @Field(() => ID, { description: 'The globally unique id, a UUID.' })
  id!: string;
}
