import {
  Arg,
  Authorized,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import {
  InvalidChallengeError,
  InvalidInputError,
  TooManyAttemptsError,
  WrongCodeError,
} from '../../api/expected-errors.js';
import { FactorNotFoundError, TooManyFactorsError } from '../../api/second-factor-errors.js';
import type { Context, DeliveredAccessToken } from '../../sessions/context.js';
import { Session } from '../../sessions/session.entity.js';
import { requireVisible } from '../../sessions/visible-user.js';
import { User } from '../../users/user.entity.js';
import type { ConfirmedEnrollment, TotpEnrollment as Enrollment, StartedEnrollment } from './totp-enrollment.js';
import { TotpFactor } from './totp-factor.entity.js';
import type { TotpRemoval } from './totp-removal.js';

@InputType({ description: 'An authenticator app to add.' })
export class StartTotpEnrollmentInput {
  @Field(() => String, { nullable: true, description: 'What to call it, in at most 50 characters.' })
  name?: string | null;
}

@ObjectType({
  description: 'What an authenticator app needs to know. It counts once `confirmTotpEnrollment` got a code of it.',
})
export class TotpEnrollment {
  @Field(() => ID, { description: 'For `confirmTotpEnrollment`.' })
  readonly enrollmentId: string;

  @Field(() => String, { description: 'The secret, in base 32, to be typed where no picture can be taken.' })
  readonly secret: string;

  @Field(() => String, { description: 'The `otpauth:` address, which opens an app on the same device.' })
  readonly otpauthUri: string;

  @Field(() => String, { description: 'The address as a QR code: a picture in SVG.' })
  readonly qrCodeSvg: string;

  @Field(() => Date, { description: 'When the enrolment lapses: after 10 minutes.' })
  readonly expiresAt: Date;

  constructor({ id, secret, uri, qrCodeSvg, expiresAt }: StartedEnrollment) {
    this.enrollmentId = id;
    this.secret = secret;
    this.otpauthUri = uri;
    this.qrCodeSvg = qrCodeSvg;
    this.expiresAt = expiresAt;
  }
}

export const StartTotpEnrollmentResult = createUnionType({
  name: 'StartTotpEnrollmentResult',
  description: 'The enrolment, or why there is none.',
  types: () => [TotpEnrollment, InvalidInputError, TooManyFactorsError] as const,
});

@InputType({ description: 'A first code of an authenticator app.' })
export class ConfirmTotpEnrollmentInput {
  @Field(() => ID, { description: 'The `enrollmentId` of `startTotpEnrollment`, in the same session.' })
  enrollmentId!: string;

  @Field(() => String, { description: 'The code that the app shows. It is used up.' })
  code!: string;
}

@ObjectType({ description: 'The app is a second factor from now on, and this session is raised to AAL2.' })
export class TotpEnrollmentPayload {
  @Field(() => TotpFactor, { description: 'The app.' })
  readonly totpFactor: TotpFactor;

  @Field(() => [String], {
    nullable: true,
    description: 'Ten codes to keep in a safe place, shown this once. Null if the account has some.',
  })
  readonly recoveryCodes: string[] | null;

  @Field(() => Int, { description: 'How many other sessions were ended: those that one factor had sufficed for.' })
  readonly endedSessionCount: number;

  @Field(() => String, {
    nullable: true,
    description: 'The JWT to send from now on. Null only where tokens are kept in cookies.',
  })
  readonly accessToken: string | null;

  @Field(() => Date, { description: 'When the access token expires.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => Session, { description: 'The session as it is now.' })
  readonly session: Session;

  constructor({ factor, recoveryCodes, endedSessionCount }: ConfirmedEnrollment, delivered: DeliveredAccessToken) {
    this.totpFactor = factor;
    this.recoveryCodes = recoveryCodes;
    this.endedSessionCount = endedSessionCount;
    this.accessToken = delivered.accessToken;
    this.accessTokenExpiresAt = delivered.accessTokenExpiresAt;
    this.session = delivered.session;
  }
}

export const ConfirmTotpEnrollmentResult = createUnionType({
  name: 'ConfirmTotpEnrollmentResult',
  description: 'The app as a second factor, or why it was not added.',
  types: () =>
    [TotpEnrollmentPayload, WrongCodeError, InvalidChallengeError, TooManyFactorsError, TooManyAttemptsError] as const,
});

@InputType({ description: 'An authenticator app to remove.' })
export class RemoveTotpFactorInput {
  @Field(() => ID, { description: 'The id of one of the signed-in user’s apps.' })
  totpFactorId!: string;
}

@ObjectType({ description: 'The app is a second factor no longer.' })
export class RemoveTotpFactorPayload {
  @Field(() => ID, { description: 'The id of the app, for clients to forget it.' })
  readonly removedTotpFactorId: string;

  constructor(removedTotpFactorId: string) {
    this.removedTotpFactorId = removedTotpFactorId;
  }
}

export const RemoveTotpFactorResult = createUnionType({
  name: 'RemoveTotpFactorResult',
  description: 'The end of a second factor, or why it was not removed.',
  types: () => [RemoveTotpFactorPayload, FactorNotFoundError] as const,
});

export interface TotpServices {
  readonly totpEnrollment: Enrollment;
  readonly totpRemoval: TotpRemoval;
}

@Resolver(() => User)
export class TotpResolver {
  constructor(private readonly services: TotpServices) {}

  @FieldResolver(() => [TotpFactor], {
    description:
      'The authenticator apps that are second factors, oldest first; at most 5. For the user and for administrators.',
  })
  totpFactors(@Root() user: User, @Ctx() context: Context) {
    requireVisible(context, user);
    return context.em.find(TotpFactor, { user: user.id }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  }

  @Authorized()
  @Mutation(() => StartTotpEnrollmentResult, {
    description:
      'Begins to add an authenticator app as a second factor. Needs a fresh login, with both factors if there are two.',
  })
  async startTotpEnrollment(
    @Arg('input', () => StartTotpEnrollmentInput, { description: 'The app.' }) input: StartTotpEnrollmentInput,
    @Ctx() context: Context,
  ) {
    return new TotpEnrollment(await this.services.totpEnrollment.start(context, input.name));
  }

  @Authorized()
  @Mutation(() => ConfirmTotpEnrollmentResult, {
    description:
      'Adds an authenticator app by a first code of it. With the first app, other sessions end, and there are recovery codes.',
  })
  async confirmTotpEnrollment(
    @Arg('input', () => ConfirmTotpEnrollmentInput, { description: 'The enrolment and the code.' })
    input: ConfirmTotpEnrollmentInput,
    @Ctx() context: Context,
  ) {
    const confirmed = await this.services.totpEnrollment.confirm(context, input);
    return new TotpEnrollmentPayload(confirmed, context.transport.deliverAccess(confirmed.issued));
  }

  @Authorized()
  @Mutation(() => RemoveTotpFactorResult, {
    description:
      'Removes an authenticator app. Needs a fresh login with both factors. With the last one, recovery codes are void.',
  })
  async removeTotpFactor(
    @Arg('input', () => RemoveTotpFactorInput, { description: 'The app.' }) input: RemoveTotpFactorInput,
    @Ctx() context: Context,
  ) {
    await this.services.totpRemoval.remove(context, input.totpFactorId);
    return new RemoveTotpFactorPayload(input.totpFactorId);
  }
}
