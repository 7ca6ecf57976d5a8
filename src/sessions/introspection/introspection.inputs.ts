import { Field, InputType } from 'type-graphql';

@InputType({ description: 'An access token to ask about.' })
export class IntrospectTokenInput {
  @Field(() => String, { description: 'The access token, without `Bearer`.' })
  token!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the server has in TOKEN_INTROSPECTION_SECRET. Needed where that is set.',
  })
  secret?: string | null;
}
