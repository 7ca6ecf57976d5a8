import { AccountAdministration } from './accounts/administration.js';
import { Login } from './auth/login.js';
import { Logout } from './auth/logout.js';
import { Registration } from './auth/registration.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { resolveJwtSecret } from './development-secret.js';
import { BcryptPool } from './passwords/bcrypt-pool.js';
import { Passwords } from './passwords/passwords.js';
import { RefreshTokenRotation } from './sessions/refresh-token-rotation.js';
import { SessionEnding } from './sessions/session-ending.js';
import { SessionTokens } from './sessions/session-tokens.js';
import { AccessTokens } from './tokens/access-token.js';
import { deriveKey, signingKeyFromSecret } from './tokens/signing-key.js';

/** Everything that decides, without HTTP, GraphQL or a database connection: for the server and the command line. */
export type Services = Awaited<ReturnType<typeof createServices>>;

export async function createServices(config: Config, clock: Clock) {
  const secret = await resolveJwtSecret(config);
  const accessTokens = createAccessTokens(config, secret, clock);
  const sessionTokens = createSessionTokens(config, secret, accessTokens, clock);
  const sessionEnding = new SessionEnding(clock);
  const bcryptPool = new BcryptPool({ threads: config.passwordHashThreads, queueLimit: config.passwordHashQueueLimit });
  const passwords = new Passwords(bcryptPool, { cost: config.bcryptCost, pepper: config.passwordPepper });
  const policy = { minLength: config.passwordMinLength, requiredCharacters: config.passwordRequiredCharacters };
  return {
    accessTokens,
    sessionTokens,
    sessionEnding,
    registration: new Registration(passwords, policy, clock),
    login: new Login(passwords, sessionTokens),
    logout: new Logout(sessionEnding),
    administration: new AccountAdministration(sessionEnding, clock),
    rotation: new RefreshTokenRotation(sessionTokens, sessionEnding, config.refreshTokenReuseWindowSeconds, clock),
    close: () => bcryptPool.close(),
  };
}

function createAccessTokens(config: Config, secret: string, clock: Clock): AccessTokens {
  const { jwtIssuer: issuer, jwtAudience: audience } = config;
  return new AccessTokens({ key: signingKeyFromSecret(secret), issuer, audience, clock });
}

function createSessionTokens(config: Config, secret: string, accessTokens: AccessTokens, clock: Clock): SessionTokens {
  const { accessTokenTtlSeconds, refreshTokenTtlSeconds } = config;
  const rotationKey = deriveKey(secret, 'refresh token rotation');
  return new SessionTokens({ accessTokens, rotationKey, accessTokenTtlSeconds, refreshTokenTtlSeconds, clock });
}
