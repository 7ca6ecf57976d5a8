import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, {
    description: 'The e-mail address, case-insensitively. An internationalized domain may be in Unicode or in ASCII.',
  })
  email!: string;

  @Field(() => String, { description: 'The password: 8 characters or more by default, none of the most used ones.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A username, if wanted: 3 to 30 letters from a to z, digits, dots, hyphens and underscores.',
  })
  username?: string | null;
}

@InputType({ description: 'What proves who someone is.' })
export class LoginInput {
  @Field(() => String, { description: 'The e-mail address of the account.' })
  email!: string;

  @Field(() => String, { description: 'The password of the account.' })
  password!: string;
}

@InputType({ description: 'A refresh token to exchange.' })
export class RefreshTokenInput {
  @Field(() => String, { description: 'The refresh token that came last, with register, login or refreshToken.' })
  refreshToken!: string;
}

@InputType({ description: 'How to find the session to end, when the access token no longer can.' })
export class LogoutInput {
  @Field(() => String, {
    nullable: true,
    description: 'A refresh token of the session to end. Used only where the access token is missing or not accepted.',
  })
  refreshToken?: string | null;
}
