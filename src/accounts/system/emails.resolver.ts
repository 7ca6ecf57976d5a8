import {
  Arg,
  Args,
  Authorized,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { EmailNotFoundError } from '../../api/administration-errors.js';
import { ConnectionArgs, createConnectionType, findPage } from '../../api/connections.js';
import { InvalidInputError, MailUnavailableError, TooManyAttemptsError } from '../../api/expected-errors.js';
import type { StepUp } from '../../credentials/step-up.js';
import { OutgoingMail } from '../../mail/mail.entities.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { AdministratorAct } from '../../sessions/administrator-act.js';
import type { Context } from '../../sessions/context.js';
import { Role } from '../../users/user.entity.js';
import type { OutgoingEmails } from './outgoing-emails.js';

export enum EmailState {
  WAITING = 'WAITING',
  RETRYING = 'RETRYING',
}

registerEnumType(EmailState, {
  name: 'EmailState',
  description: 'What became of an email so far.',
  valuesConfig: {
    WAITING: { description: 'It waits for its first attempt, or is just being sent.' },
    RETRYING: { description: 'The last attempt failed. It is tried again at `nextAttemptAt`, for a day.' },
  },
});

const EmailConnection = createConnectionType(OutgoingMail, 'Email');

@InputType({ description: 'Where to send a test email.' })
class SendTestEmailInput {
  @Field(() => String, { description: 'The address.' })
  email!: string;
}

@InputType({ description: 'An email that failed.' })
class RetryEmailInput {
  @Field(() => ID, { description: 'Its id.' })
  emailId!: string;
}

@ObjectType({ description: 'The test email is on its way.' })
class SendTestEmailPayload {
  @Field(() => OutgoingMail, { description: 'The email, which `node` finds for as long as it was not sent.' })
  readonly email: OutgoingMail;

  constructor(email: OutgoingMail) {
    this.email = email;
  }
}

@ObjectType({ description: 'The email is tried again now.' })
class RetryEmailPayload {
  @Field(() => OutgoingMail, { description: 'The email.' })
  readonly email: OutgoingMail;

  constructor(email: OutgoingMail) {
    this.email = email;
  }
}

const SendTestEmailResult = createUnionType({
  name: 'SendTestEmailResult',
  description: 'The outcome of `sendTestEmail`.',
  types: () => [SendTestEmailPayload, InvalidInputError, MailUnavailableError, TooManyAttemptsError] as const,
});

const RetryEmailResult = createUnionType({
  name: 'RetryEmailResult',
  description: 'The outcome of `retryEmail`.',
  types: () => [RetryEmailPayload, EmailNotFoundError] as const,
});

export interface EmailsServices {
  readonly outgoingEmails: OutgoingEmails;
  readonly stepUp: StepUp;
}

@Resolver(() => OutgoingMail)
export class EmailsResolver {
  constructor(private readonly services: EmailsServices) {}

  @Authorized(Role.ADMIN)
  @Query(() => EmailConnection, { description: 'The emails that wait to be sent, newest first. For administrators.' })
  async emails(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('state', () => EmailState, { nullable: true, description: 'Only emails in this state.' })
    state: EmailState | null,
    @Ctx() { em }: Context,
  ) {
    const where = state ? { lastProblem: state === EmailState.RETRYING ? { $ne: null } : null } : {};
    return new EmailConnection(await findPage(em, OutgoingMail, { where, orderBy: [{ id: 'desc' }] }, args));
  }

  @FieldResolver(() => EmailState, { description: 'What became of it so far.' })
  state(@Root() { lastProblem }: OutgoingMail): EmailState {
    return lastProblem === null ? EmailState.WAITING : EmailState.RETRYING;
  }

  @AdministratorAct(AuditEventKind.EMAIL_RETRIED)
  @Mutation(() => RetryEmailResult, {
    description:
      'Has an email that failed sent again now, rather than at its next attempt. For administrators; requires a recent login.',
  })
  async retryEmail(
    @Arg('input', () => RetryEmailInput, { description: 'The email.' }) { emailId }: RetryEmailInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new RetryEmailPayload(await this.services.outgoingEmails.retry(context, emailId));
  }

  @AdministratorAct(AuditEventKind.EMAIL_TEST_SENT)
  @Mutation(() => SendTestEmailResult, {
    description:
      'Sends an email that says nothing but that it has arrived. For administrators; requires a recent login.',
  })
  async sendTestEmail(
    @Arg('input', () => SendTestEmailInput, { description: 'Where to.' }) { email }: SendTestEmailInput,
    @Ctx() context: Context,
  ) {
    this.services.stepUp.require(context.authentication);
    return new SendTestEmailPayload(await this.services.outgoingEmails.sendTest(context, email));
  }
}
