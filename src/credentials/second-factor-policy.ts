import type { GraphQLFieldResolver } from 'graphql';
import { AssuranceLevel } from '../api/assurance.js';
import { SecondFactorMissingError } from '../api/request-errors.js';
import type { Config } from '../config/config.js';
import type { Authenticated, Caller } from '../sessions/authentication.js';
import { Role } from '../users/user.entity.js';

type Policy = Config['secondFactorRequiredFor'];
type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;

/** What works for a user who must have a second factor and has none. Whatever is added later does not, unless it is listed. */
const OPEN = new Set([
  ...['me', 'revokeSession', 'logout', 'logoutAll', 'sessionEnded'],
  ...['confirmIdentity', 'startTotpEnrollment', 'confirmTotpEnrollment'],
  ...['startPasskeyRegistration', 'completePasskeyRegistration', 'startPasskeyConfirmation'],
  // These need nobody to be signed in.
  ...['register', 'login', 'completeLogin', 'refreshToken', 'introspectToken'],
  ...['requestEmailLogin', 'completeEmailLogin', 'exchangeApiKey'],
  ...['startPasskeyLogin', 'completePasskeyLogin', 'startPasskeySignUp', 'registerWithPasskey'],
  ...['requestPasswordReset', 'resetPassword', 'requestEmailVerification', 'verifyEmail', 'undoEmailChange'],
  ...['startSocialLogin', 'completeSocialLogin', 'loginWithIdToken', 'identityProviders', 'serverInfo'],
]);

/** Surrounds every operation: keeps users from all but the above until they have the second factor they must have. */
export function demandSecondFactor<Context extends Caller>(policy: Policy) {
  return (resolve: Resolve<Context>, { name }: { readonly name: string }): Resolve<Context> => {
    if (policy === 'none' || OPEN.has(name)) return resolve;
    return (source, args, context, info) => {
      const { authentication } = context;
      if (authentication.state === 'authenticated' && isFactorMissing(authentication, policy))
        throw new SecondFactorMissingError();
      return resolve(source, args, context, info);
    };
  };
}

/** Someone who has signed in by a passkey with user verification has proven two factors, whatever else there is. */
function isFactorMissing({ user, token }: Authenticated, policy: Policy): boolean {
  if (user.hasSecondFactor || token.proof.level === AssuranceLevel.AAL2) return false;
  return policy === 'everyone' || user.role === Role.ADMIN;
}
