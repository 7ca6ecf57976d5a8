import { refuse } from '../../api/error-result.js';
import { InvalidClaimError } from '../../api/expected-errors.js';
import { type Caller, requireAuthenticated } from '../../sessions/authentication.js';
import type { FirstAdministrator } from '../../users/first-administrator.js';
import type { User } from '../../users/user.entity.js';
import { lockUser } from '../../users/user-queries.js';

/** Makes whoever started the server its first administrator. */
export class AdministrationClaim {
  constructor(private readonly firstAdministrator: FirstAdministrator) {}

  /**
   * Makes the signed-in user an administrator, by the token that the server printed when it started.
   *
   * @throws {UnauthenticatedError}
   * @throws {ExpectedError} InvalidClaimError: it is another token, or there is an administrator.
   */
  async claim({ em, actor, authentication }: Caller, input: { token: string }): Promise<User> {
    const { id } = requireAuthenticated(authentication).user;
    if (!this.firstAdministrator.accepts(input.token)) throw refuse(new InvalidClaimError());
    return em.transactional(async (tx) => {
      const user = await lockUser(tx, { id, deactivatedAt: null });
      if (!user || !(await this.firstAdministrator.appoint(tx, user, actor))) throw refuse(new InvalidClaimError());
      return user;
    });
  }
}
