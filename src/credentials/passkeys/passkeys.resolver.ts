import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AuthPayload } from '../../sessions/auth-payload.js';
import type { Context } from '../../sessions/context.js';
import { requireVisible } from '../../sessions/visible-user.js';
import { User } from '../../users/user.entity.js';
import { Passkey } from './passkey.entities.js';
import {
  CompletePasskeyRegistrationInput,
  PasskeyResponseInput,
  RemovePasskeyInput,
  RenamePasskeyInput,
  StartPasskeyLoginInput,
} from './passkey.inputs.js';
import {
  CompletePasskeyLoginResult,
  CompletePasskeyRegistrationResult,
  PasskeyCeremony,
  PasskeyPayload,
  RemovePasskeyPayload,
  RemovePasskeyResult,
  RenamePasskeyResult,
} from './passkey.results.js';
import type { PasskeyConfirmation } from './passkey-confirmation.js';
import type { PasskeyLogin } from './passkey-login.js';
import type { PasskeyManagement } from './passkey-management.js';
import type { PasskeyRegistration } from './passkey-registration.js';
import type { Passkeys } from './passkeys.js';

export interface PasskeyServices {
  readonly passkeys: Passkeys;
  readonly passkeyLogin: PasskeyLogin;
  readonly passkeyConfirmation: PasskeyConfirmation;
  readonly passkeyRegistration: PasskeyRegistration;
  readonly passkeyManagement: PasskeyManagement;
}

@Resolver(() => User)
export class PasskeysResolver {
  constructor(private readonly services: PasskeyServices) {}

  @FieldResolver(() => [Passkey], {
    description: 'The passkeys, oldest first; at most 20. For the user and for administrators.',
  })
  passkeys(@Root() user: User, @Ctx() context: Context) {
    requireVisible(context, user);
    return this.services.passkeys.list(context.em, user.id);
  }

  @Mutation(() => PasskeyCeremony, {
    description: 'Begins a login by a passkey. Without a `challengeToken` it is the same for everyone.',
  })
  async startPasskeyLogin(
    @Arg('input', () => StartPasskeyLoginInput, { nullable: true, description: 'The login whose second factor it is.' })
    input: StartPasskeyLoginInput | null,
    @Ctx() context: Context,
  ) {
    return new PasskeyCeremony(await this.services.passkeyLogin.start(context, input?.challengeToken));
  }

  @Mutation(() => CompletePasskeyLoginResult, {
    description: 'Signs in a user by a passkey. With user verification it counts as two factors.',
  })
  async completePasskeyLogin(
    @Arg('input', () => PasskeyResponseInput, { description: 'The response of the browser.' })
    input: PasskeyResponseInput,
    @Ctx() context: Context,
  ) {
    return new AuthPayload(context.transport.deliver(await this.services.passkeyLogin.complete(context, input)));
  }

  @Authorized()
  @Mutation(() => PasskeyCeremony, {
    description: 'Begins to prove by a passkey once more who is signed in, for `confirmIdentity`.',
  })
  async startPasskeyConfirmation(@Ctx() context: Context) {
    return new PasskeyCeremony(await this.services.passkeyConfirmation.start(context));
  }

  @Authorized()
  @Mutation(() => PasskeyCeremony, {
    description: 'Begins to add a passkey. Needs a fresh login, with both factors if there are two.',
  })
  async startPasskeyRegistration(@Ctx() context: Context) {
    return new PasskeyCeremony(await this.services.passkeyRegistration.start(context));
  }

  @Authorized()
  @Mutation(() => CompletePasskeyRegistrationResult, {
    description: 'Adds a passkey, in the same session that began it.',
  })
  async completePasskeyRegistration(
    @Arg('input', () => CompletePasskeyRegistrationInput, { description: 'The response of the browser, and a name.' })
    input: CompletePasskeyRegistrationInput,
    @Ctx() context: Context,
  ) {
    return new PasskeyPayload(await this.services.passkeyRegistration.complete(context, input));
  }

  @Authorized()
  @Mutation(() => RenamePasskeyResult, { description: 'Gives a passkey another name.' })
  async renamePasskey(
    @Arg('input', () => RenamePasskeyInput, { description: 'The passkey and its name.' }) input: RenamePasskeyInput,
    @Ctx() context: Context,
  ) {
    return new PasskeyPayload(await this.services.passkeyManagement.rename(context, input));
  }

  @Authorized()
  @Mutation(() => RemovePasskeyResult, {
    description: 'Removes a passkey. Needs a fresh login, with both factors if there are two.',
  })
  async removePasskey(
    @Arg('input', () => RemovePasskeyInput, { description: 'The passkey.' }) input: RemovePasskeyInput,
    @Ctx() context: Context,
  ) {
    await this.services.passkeyManagement.remove(context, input.passkeyId);
    return new RemovePasskeyPayload(input.passkeyId);
  }
}
