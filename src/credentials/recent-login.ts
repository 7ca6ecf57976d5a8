import { ReauthenticationRequiredError } from '../api/request-errors.js';
import type { Clock } from '../clock.js';
import { type Authenticated, type Authentication, requireAuthenticated } from '../sessions/authentication.js';

/** Step-up: asks for a fresh login before anything sensitive. A refreshed token keeps the `auth_time` of its login. */
export class RecentLogin {
  constructor(
    private readonly maxAgeSeconds: number,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws {UnauthenticatedError} nobody is signed in.
   * @throws {ReauthenticationRequiredError} the login is too long ago.
   */
  require(authentication: Authentication): Authenticated {
    const authenticated = requireAuthenticated(authentication);
    const ageSeconds = (this.clock().getTime() - authenticated.token.authTime.getTime()) / 1000;
    if (ageSeconds > this.maxAgeSeconds) throw new ReauthenticationRequiredError();
    return authenticated;
  }
}
