import { Arg, Ctx, createUnionType, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import {
  AccountDeactivatedError,
  InvalidInputError,
  InvalidMailTokenError,
  MailUnavailableError,
  SecondFactorRequiredError,
  TooManyAttemptsError,
  WrongCodeError,
} from '../../api/expected-errors.js';
import type { OpenedLogin } from '../../mail/email-logins.js';
import { MAIL_REQUESTED } from '../../mail/requested-email.js';
import { AuthPayload } from '../../sessions/auth-payload.js';
import type { Context } from '../../sessions/context.js';
import type { EmailSignIn } from './email-login.js';

@InputType({ description: 'Who wants to log in by email.' })
export class RequestEmailLoginInput {
  @Field(() => String, { description: 'The email address of the account.' })
  email!: string;
}

@ObjectType({
  description:
    'An email has been sent if the address belongs to an account. The response is the same for every address.',
})
export class EmailLoginRequested {
  @Field(() => String, { description: 'The message to show to the person.' })
  readonly message: string = MAIL_REQUESTED;

  @Field(() => String, {
    description:
      'For `completeEmailLogin`: to be kept where only this browser or app has it. The email works together with it alone.',
  })
  readonly flowToken: string;

  @Field(() => Date, { description: 'When the code and the link expire: after 10 minutes.' })
  readonly expiresAt: Date;

  constructor({ flowToken, login }: OpenedLogin) {
    this.flowToken = flowToken;
    this.expiresAt = login.expiresAt;
  }
}

export const RequestEmailLoginResult = createUnionType({
  name: 'RequestEmailLoginResult',
  description: 'The same result for every address, or why no email can be sent.',
  types: () => [EmailLoginRequested, InvalidInputError, MailUnavailableError, TooManyAttemptsError] as const,
});

@InputType({ description: 'What was in the email, and what its request returned. Either the code or the token.' })
export class CompleteEmailLoginInput {
  @Field(() => String, {
    nullable: true,
    description: 'That of EmailLoginRequested. Without it, as in another browser, the email is of no use.',
  })
  flowToken?: string | null;

  @Field(() => String, { nullable: true, description: 'The 8 digits in the email.' })
  code?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The token in the link. Send it when the person presses a button, not when the page is opened: mail scanners open it, too.',
  })
  token?: string | null;
}

export const CompleteEmailLoginResult = createUnionType({
  name: 'CompleteEmailLoginResult',
  description: 'The signed-in user, or why signing in failed.',
  types: () =>
    [
      AuthPayload,
      SecondFactorRequiredError,
      WrongCodeError,
      InvalidMailTokenError,
      AccountDeactivatedError,
      InvalidInputError,
      TooManyAttemptsError,
    ] as const,
});

@Resolver()
export class EmailLoginResolver {
  constructor(private readonly service: EmailSignIn) {}

  @Mutation(() => RequestEmailLoginResult, {
    description:
      'Sends an email to log in by, if the server offers that and the address has an account. The result is the same for every address.',
  })
  async requestEmailLogin(
    @Arg('input', () => RequestEmailLoginInput, { description: 'The account.' }) input: RequestEmailLoginInput,
    @Ctx() context: Context,
  ) {
    return new EmailLoginRequested(await this.service.request(context, input));
  }

  @Mutation(() => CompleteEmailLoginResult, {
    description:
      'Signs a user in by a code or link from an email, within 10 minutes and three attempts, in the browser that requested it. The address counts as verified from then on.',
  })
  async completeEmailLogin(
    @Arg('input', () => CompleteEmailLoginInput, { description: 'The code or the token.' })
    input: CompleteEmailLoginInput,
    @Ctx() context: Context,
  ) {
    return new AuthPayload(context.transport.deliver(await this.service.complete(context, input)));
  }
}
