import { type EntityManager, sql } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../api/error-result.js';
import { InvalidMailTokenError, MailTokenProblem } from '../api/expected-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import { digestOf, randomToken, type TokenDerivation } from '../security/token-derivation.js';
import { EmailLogin } from './mail.entities.js';
import type { MailedToken } from './mail-renderer.js';

const TTL_SECONDS = 600;
const MAX_ATTEMPTS = 3;
const CODE_DIGITS = 8;

export interface EmailLoginOptions {
  /** What the emails contain. */
  readonly contents: Config['emailLogin'];
  /** Derives codes and tokens from the ids of logins, so that an email can be sent again although only digests are stored. */
  readonly derivation: TokenDerivation;
  readonly clock: Clock;
}

export interface OpenedLogin {
  readonly login: EmailLogin;
  /** What the client that requested the email holds: of use only to it, and only together with what was sent. */
  readonly flowToken: string;
}

/** An attempt at a login, which was counted. */
export type AttemptedLogin = Pick<EmailLogin, 'id' | 'email' | 'codeDigest' | 'tokenDigest'>;

/** Keeps track of logins between the request for an email and what was in it. In the database: any instance may get either. */
export class EmailLogins {
  constructor(private readonly options: EmailLoginOptions) {}

  /** The same work for every address. */
  open(tx: EntityManager, email: string): OpenedLogin {
    const { contents, derivation, clock } = this.options;
    const [id, flowToken] = [uuidv7(), randomToken()];
    const code = codeFrom(derivation.derive(codeSource(id)));
    const digests = {
      flowDigest: digestOf(flowToken),
      codeDigest: contents === 'link' ? null : derivation.derive(digestSource(id, code)),
      tokenDigest: contents === 'code' ? null : digestOf(derivation.derive(tokenSource(id))),
    };
    const expiresAt = addSeconds(clock(), TTL_SECONDS);
    return { login: tx.create(EmailLogin, { id, email, ...digests, attempts: 0, expiresAt }), flowToken };
  }

  /** What an email is to contain; undefined once that is of no use, or if the key that derived it was removed. */
  tokenOf(login: EmailLogin): MailedToken | undefined {
    const { id, codeDigest, tokenDigest, expiresAt, usedAt } = login;
    if (usedAt || expiresAt <= this.options.clock()) return undefined;
    const code = codeDigest === null ? null : this.codeOf(login);
    const token = tokenDigest === null ? code : this.options.derivation.rederive(tokenSource(id), tokenDigest);
    return token && code !== undefined ? { text: token, code, expiresAt } : undefined;
  }

  private codeOf(login: EmailLogin): string | undefined {
    const codes = this.options.derivation.deriveByEachKey(codeSource(login.id)).map(codeFrom);
    return codes.find((code) => this.isCode(login, code));
  }

  /**
   * Finds a login, and counts an attempt at it before anything is compared. One statement, so that of a hundred
   * simultaneous attempts none slips through.
   *
   * @throws {ExpectedError} InvalidMailTokenError: it is unknown, expired or used, or was attempted too often.
   */
  async countAttempt(em: EntityManager, flowToken: string): Promise<AttemptedLogin> {
    const flowDigest = digestOf(flowToken);
    const [login] = await (em as SqlEntityManager).execute<AttemptedLogin[]>(sql`
      update email_logins set attempts = attempts + 1
      where flow_digest = ${flowDigest} and attempts < ${MAX_ATTEMPTS} and used_at is null and expires_at > ${this.options.clock()}
      returning id, email, code_digest as "codeDigest", token_digest as "tokenDigest"`);
    if (!login) throw refuse(await this.problemWith(em, flowDigest));
    return login;
  }

  private async problemWith(em: EntityManager, flowDigest: string): Promise<InvalidMailTokenError> {
    const login = await em.findOne(EmailLogin, { flowDigest }, { disableIdentityMap: true });
    if (!login) return new InvalidMailTokenError(MailTokenProblem.UNKNOWN);
    const isExpired = login.expiresAt <= this.options.clock();
    return new InvalidMailTokenError(isExpired ? MailTokenProblem.EXPIRED : MailTokenProblem.USED);
  }

  isCode({ id, codeDigest }: AttemptedLogin, code: string): boolean {
    const entered = code.normalize('NFKC').replace(/[\s-]/g, '');
    return (
      codeDigest !== null && this.options.derivation.deriveByEachKey(digestSource(id, entered)).includes(codeDigest)
    );
  }

  isToken({ tokenDigest }: AttemptedLogin, token: string): boolean {
    return tokenDigest !== null && digestOf(token) === tokenDigest;
  }

  /** Uses a login up, by one conditional statement: of two simultaneous requests, one finds it unused. */
  async use(tx: EntityManager, { id }: AttemptedLogin): Promise<boolean> {
    return (await tx.nativeUpdate(EmailLogin, { id, usedAt: null }, { usedAt: this.options.clock() })) > 0;
  }
}

const codeSource = (id: string) => `${id} code`;
const tokenSource = (id: string) => `${id} token`;
const digestSource = (id: string, code: string) => `${id} code ${code}`;

/** Of 64 bits, so that each code is as likely as any other, but for one part in 10^11. */
function codeFrom(derived: string): string {
  const bits = Buffer.from(derived, 'base64url').readBigUInt64BE();
  return String(bits % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}
