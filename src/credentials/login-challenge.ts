import { type EntityManager, type Opt, raw } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { AssuranceLevel, type AuthenticationMethod, type Proof } from '../api/assurance.js';
import { refuse } from '../api/error-result.js';
import { InvalidChallengeError, SecondFactorRequiredError } from '../api/expected-errors.js';
import { addSeconds, type Clock } from '../clock.js';
import { digestOf, randomToken } from '../security/token-derivation.js';
import { User } from '../users/user.entity.js';

/** A login whose second factor is awaited. It is deleted when the session starts. */
@Entity({ tableName: 'login_challenges' })
export class LoginChallenge {
  /** SHA-256 of the token, in hexadecimal digits. */
  @PrimaryKey({ type: 'char', length: 64 })
  digest!: string;

  @Index()
  @ManyToOne(() => User, { deleteRule: 'cascade' })
  user!: User;

  /** What was proven so far. */
  @Property({ type: 'array' })
  methods!: AuthenticationMethod[];

  @Property({ type: 'boolean', default: false })
  passwordChangeAdvised!: boolean;

  /** The identity that is linked once the login is complete, if any. */
  @Property({ type: 'char', length: 64, nullable: true })
  linkDigest: Opt<string> | null = null;

  @Property({ type: 'int' })
  attempts!: number;

  @Index()
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;
}

export const CHALLENGE_TTL_SECONDS = 300;
const MAX_ATTEMPTS = 5;
/** What a login keeps in mind until it is complete. */
export interface Remembered {
  /** Whether the password is known to have been stolen elsewhere. */
  readonly passwordChangeAdvised: boolean;
  /** The offer of an identity to link. */
  readonly linkDigest: string | null;
}

/** What the first factor has shown. */
export interface FirstFactor extends Remembered {
  readonly proof: Proof;
}

/** What is known of a challenge whose token was presented. */
export interface PresentedChallenge extends FirstFactor {
  readonly digest: string;
  readonly userId: string;
}

/** Keeps track of logins between the first factor and the second. */
export class LoginChallenges {
  constructor(private readonly clock: Clock) {}

  /** @param methods the second factors that the user can choose from. */
  issue(tx: EntityManager, user: User, first: FirstFactor, methods: AuthenticationMethod[]): SecondFactorRequiredError {
    const token = randomToken();
    const expiresAt = addSeconds(this.clock(), CHALLENGE_TTL_SECONDS);
    const { proof, ...remembered } = first;
    const shown = { methods: [...proof.methods], ...remembered, attempts: 0 };
    tx.create(LoginChallenge, { digest: digestOf(token), user, ...shown, expiresAt });
    return new SecondFactorRequiredError(token, expiresAt, methods);
  }

  /**
   * Finds a challenge, and counts an attempt at it before anything is checked. One statement, so that of a hundred
   * simultaneous attempts none slips through.
   *
   * @throws {ExpectedError} InvalidChallengeError: it is unknown, used, expired, or was attempted too often.
   */
  async countAttempt(em: EntityManager, token: string): Promise<PresentedChallenge> {
    const digest = digestOf(token);
    const open = { digest, attempts: { $lt: MAX_ATTEMPTS }, expiresAt: { $gt: this.clock() } };
    const counted = await em.nativeUpdate(LoginChallenge, open, { attempts: raw('attempts + 1') });
    const challenge = counted ? await em.findOne(LoginChallenge, { digest }, { disableIdentityMap: true }) : null;
    if (!challenge) throw refuse(new InvalidChallengeError());
    return presented(challenge);
  }

  /** Finds a challenge again that an attempt was counted at; undefined once it is used, void or expired. */
  async find(tx: EntityManager, digest: string): Promise<PresentedChallenge | undefined> {
    const now = this.clock();
    const open = { digest, expiresAt: { $gt: now } };
    const challenge = await tx.findOne(LoginChallenge, open, { disableIdentityMap: true });
    return challenge ? presented(challenge) : undefined;
  }

  /** Whether nobody has used it or voided it. Requires that the transaction holds the user. */
  async isOpen(tx: EntityManager, { digest }: PresentedChallenge): Promise<boolean> {
    return (await tx.count(LoginChallenge, { digest })) > 0;
  }

  /** Requires that the transaction holds the user. */
  async use(tx: EntityManager, { digest }: PresentedChallenge): Promise<void> {
    await tx.nativeDelete(LoginChallenge, { digest });
  }

  /** Voids the logins that a user has begun: what they proved is worth nothing any more. */
  async revokeAll(tx: EntityManager, { id }: User): Promise<void> {
    await tx.nativeDelete(LoginChallenge, { user: id });
  }
}

function presented({ digest, user, methods, passwordChangeAdvised, linkDigest }: LoginChallenge): PresentedChallenge {
  const proof = { level: AssuranceLevel.AAL1, methods };
  return { digest, userId: user.id, proof, passwordChangeAdvised, linkDigest };
}
