import { Field, ID, InputType } from 'type-graphql';
import { type JsonObject, JsonObjectScalar } from '../../api/json-object.js';

@InputType({ description: 'A passkey login to begin.' })
export class StartPasskeyLoginInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The `challengeToken` of SecondFactorRequiredError, to use the passkey as its second factor. It counts as an attempt.',
  })
  challengeToken?: string | null;
}

@InputType({ description: 'What the browser returned for a ceremony.' })
export class PasskeyResponseInput {
  @Field(() => ID, { description: 'The `ceremonyId` of what was begun. It is used up, whatever comes of it.' })
  ceremonyId!: string;

  @Field(() => JsonObjectScalar, { description: 'The credential of the browser, by its `toJSON()`.' })
  response!: JsonObject;
}

@InputType({ description: 'What the browser returned for a new passkey.' })
export class CompletePasskeyRegistrationInput extends PasskeyResponseInput {
  @Field(() => String, {
    nullable: true,
    description:
      'What to call the passkey, in at most 50 characters. By default, what its authenticator is known as, such as "1Password".',
  })
  name?: string | null;
}

@InputType({ description: 'A new name for a passkey.' })
export class RenamePasskeyInput {
  @Field(() => ID, { description: 'The id of one of the signed-in user’s passkeys.' })
  passkeyId!: string;

  @Field(() => String, { description: 'What to call it, in at most 50 characters.' })
  name!: string;
}

@InputType({ description: 'A passkey to remove.' })
export class RemovePasskeyInput {
  @Field(() => ID, { description: 'The id of one of the signed-in user’s passkeys.' })
  passkeyId!: string;
}
