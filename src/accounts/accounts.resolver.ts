import {
  Arg,
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
} from 'type-graphql';
import { LastAdministratorError } from '../api/administration-errors.js';
import {
  InvalidInputError,
  ServerBusyError,
  TooManyAttemptsError,
  UsernameTakenError,
  WrongPasswordError,
} from '../api/expected-errors.js';
import { hasPassword } from '../credentials/password/password-change.js';
import { currentUser } from '../sessions/authentication.js';
import type { Context } from '../sessions/context.js';
import { User } from '../users/user.entity.js';
import type { AccountDeletion } from './account-deletion.js';
import type { Profile } from './profile.js';

@ObjectType({ description: 'The account with its current data.' })
export class AccountPayload {
  @Field(() => User, { description: 'The account.' })
  readonly user: User;

  constructor(user: User) {
    this.user = user;
  }
}

@InputType({ description: 'What to change in the profile. Omitted fields keep their value.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'The username; null removes it.' })
  username?: string | null;

  @Field(() => String, { nullable: true, description: 'A language tag (BCP 47) such as `de-CH`; null removes it.' })
  locale?: string | null;
}

export const UpdateProfileResult = createUnionType({
  name: 'UpdateProfileResult',
  description: 'The account with its new profile, or why it was not changed.',
  types: () => [AccountPayload, UsernameTakenError, InvalidInputError, TooManyAttemptsError] as const,
});

@InputType({ description: 'The confirmation that the account is to be deleted.' })
export class DeleteAccountInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The password of the account. Needed unless `confirmIdentity` was called a short while ago, or the user has nothing that it takes.',
  })
  password?: string | null;
}

@ObjectType({ description: 'The account and its sessions were deleted.' })
export class DeleteAccountPayload {
  @Field(() => ID, { description: 'The id of the deleted account.' })
  readonly deletedUserId: string;

  constructor(deletedUserId: string) {
    this.deletedUserId = deletedUserId;
  }
}

export const DeleteAccountResult = createUnionType({
  name: 'DeleteAccountResult',
  description: 'The id of the deleted account, or why it was not deleted.',
  types: () =>
    [DeleteAccountPayload, WrongPasswordError, LastAdministratorError, TooManyAttemptsError, ServerBusyError] as const,
});

export interface AccountServices {
  readonly profile: Profile;
  readonly deletion: AccountDeletion;
}

@Resolver(() => User)
export class AccountsResolver {
  constructor(private readonly services: AccountServices) {}

  @Query(() => User, { nullable: true, description: 'The signed-in user. Null if no access token was sent.' })
  me(@Ctx() { authentication }: Context): User | null {
    return currentUser(authentication);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the account has a password.' })
  hasPassword(@Root() { id }: User, @Ctx() { em }: Context): Promise<boolean> {
    return hasPassword(em, id);
  }

  @Authorized()
  @Mutation(() => UpdateProfileResult, { description: 'Changes the profile of the signed-in user.' })
  async updateProfile(
    @Arg('input', () => UpdateProfileInput, { description: 'The changes.' }) input: UpdateProfileInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.services.profile.update(context, input));
  }

  @Authorized()
  @Mutation(() => DeleteAccountResult, {
    description:
      'Deletes the account of the signed-in user. Requires a recent login, with both factors if there are two.',
  })
  async deleteAccount(
    @Arg('input', () => DeleteAccountInput, { description: 'The confirmation.' }) input: DeleteAccountInput,
    @Ctx() context: Context,
  ) {
    return new DeleteAccountPayload(await this.services.deletion.deleteOwn(context, input));
  }
}
