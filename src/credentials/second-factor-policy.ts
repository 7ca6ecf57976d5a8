import type { GraphQLFieldResolver } from 'graphql';
import { SecondFactorMissingError } from '../api/request-errors.js';
import type { Config } from '../config/config.js';
import type { Caller } from '../sessions/authentication.js';
import { Role, type User } from '../users/user.entity.js';

type Policy = Config['secondFactorRequiredFor'];
type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;

/** What works for a user who must have a second factor and has none. Whatever is added later does not, unless it is listed. */
const OPEN = new Set([
  ...['me', 'revokeSession', 'logout', 'logoutAll'],
  ...['confirmIdentity', 'startTotpEnrollment', 'confirmTotpEnrollment'],
  // These need nobody to be signed in.
  ...['register', 'login', 'completeLogin', 'refreshToken', 'introspectToken'],
  ...['requestPasswordReset', 'resetPassword', 'requestEmailVerification', 'verifyEmail', 'undoEmailChange'],
  'serverInfo',
]);

/** Surrounds every query and mutation: keeps users from all but the above until they have the second factor they must have. */
export function demandSecondFactor<Context extends Caller>(policy: Policy) {
  return (resolve: Resolve<Context>, { name }: { readonly name: string }): Resolve<Context> => {
    if (policy === 'none' || OPEN.has(name)) return resolve;
    return (source, args, context, info) => {
      const { authentication } = context;
      if (authentication.state === 'authenticated' && isFactorMissing(authentication.user, policy))
        throw new SecondFactorMissingError();
      return resolve(source, args, context, info);
    };
  };
}

function isFactorMissing({ role, hasSecondFactor }: User, policy: Policy): boolean {
  return !hasSecondFactor && (policy === 'everyone' || role === Role.ADMIN);
}
