import { refuse } from '../../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../../api/expected-errors.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import type { User } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';
import type { FirstAdministrator } from './first-administrator.js';

const WRONG_TOKEN = 'The token is wrong. Copy it from the terminal in which the server was started.';
const TOO_LATE = 'There already is an administrator. Ask an administrator to appoint you.';

/** Appoints the first administrator. */
export class AdministrationClaim {
  constructor(private readonly firstAdministrator: FirstAdministrator) {}

  /**
   * Makes the signed-in user an administrator, with the token that the server printed when it started.
   *
   * @throws {UnauthenticatedError}
   * @throws {ExpectedError} InvalidMailTokenError: the token is wrong, or there already is an administrator.
   */
  async claim({ em, actor, authentication }: Caller, input: { token: string }): Promise<User> {
    const { id } = requireAuthenticated(authentication).user;
    if (!this.firstAdministrator.accepts(input.token))
      throw refuse(new InvalidMailTokenError(MailTokenProblem.UNKNOWN, WRONG_TOKEN));
    return em.transactional(async (tx) => {
      const user = await lockUser(tx, { id, deactivatedAt: null });
      const appointed = user && (await this.firstAdministrator.appoint(tx, user, actor));
      if (!appointed) throw refuse(new InvalidMailTokenError(MailTokenProblem.USED, TOO_LATE));
      return user;
    });
  }
}
