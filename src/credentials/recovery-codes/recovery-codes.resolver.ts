import {
  Authorized,
  Ctx,
  createUnionType,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import { NoSecondFactorError } from '../../api/second-factor-errors.js';
import type { Context } from '../../sessions/context.js';
import { requireVisible } from '../../sessions/visible-user.js';
import { User } from '../../users/user.entity.js';
import type { RecoveryCodeRenewal } from './recovery-code-renewal.js';
import type { RecoveryCodes } from './recovery-codes.js';

@ObjectType({ description: 'New recovery codes. Earlier ones are void.' })
export class RecoveryCodesPayload {
  @Field(() => [String], { description: 'Ten codes to keep in a safe place, shown this once.' })
  readonly recoveryCodes: string[];

  constructor(recoveryCodes: string[]) {
    this.recoveryCodes = recoveryCodes;
  }
}

export const RenewRecoveryCodesResult = createUnionType({
  name: 'RenewRecoveryCodesResult',
  description: 'New recovery codes, or why there are none.',
  types: () => [RecoveryCodesPayload, NoSecondFactorError] as const,
});

export interface RecoveryCodeServices {
  readonly recoveryCodes: RecoveryCodes;
  readonly recoveryCodeRenewal: RecoveryCodeRenewal;
}

@Resolver(() => User)
export class RecoveryCodesResolver {
  constructor(private readonly services: RecoveryCodeServices) {}

  @FieldResolver(() => Int, {
    description: 'How many recovery codes are left. For the user and for administrators.',
  })
  recoveryCodesLeft(@Root() user: User, @Ctx() context: Context): Promise<number> {
    requireVisible(context, user);
    return this.services.recoveryCodes.countLeft(context.em, user);
  }

  @Authorized()
  @Mutation(() => RenewRecoveryCodesResult, {
    description: 'Replaces the recovery codes. Needs a fresh login with both factors.',
  })
  async renewRecoveryCodes(@Ctx() context: Context) {
    return new RecoveryCodesPayload(await this.services.recoveryCodeRenewal.renew(context));
  }
}
