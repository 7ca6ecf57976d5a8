import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new password, confirmed by the current one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Field(() => String, {
    description: 'The new password: 8 characters or more by default, none of the most used ones.',
  })
  newPassword!: string;
}

@InputType({ description: 'An account whose password was forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  email!: string;
}

@InputType({ description: 'A new password, allowed by a token from a mail.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token from the mail.' })
  token!: string;

  @Field(() => String, {
    description: 'The new password: 8 characters or more by default, none of the most used ones.',
  })
  newPassword!: string;
}

@InputType({ description: 'An account whose e-mail address is to be verified.' })
export class RequestEmailVerificationInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  email!: string;
}

@InputType({ description: 'What proves that somebody reads the mail of an address.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'The token from the mail.' })
  token!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Needed for a new address only, and only from someone who is not signed in to the account.',
  })
  password?: string | null;
}

@InputType({ description: 'The token from the email that reported a change of the email address.' })
export class UndoEmailChangeInput {
  @Field(() => String, { description: 'The token from the email.' })
  token!: string;
}

@InputType({ description: 'Another e-mail address for the account.' })
export class ChangeEmailInput {
  @Field(() => String, { description: 'The new e-mail address. It takes effect when it is confirmed.' })
  newEmail!: string;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;
}

@InputType({ description: 'What to change of the profile; what is left out stays.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'The username; null takes it away.' })
  username?: string | null;
}

@InputType({ description: 'What confirms that the account is to be deleted.' })
export class DeleteAccountInput {
  @Field(() => String, { description: 'The password of the account.' })
  password!: string;
}
