import type { EntityManager } from '@mikro-orm/core';
import { PASSWORD_PROOF, type Proof } from '../api/assurance.js';
import { ExpectedError } from '../api/error-result.js';
import { EmailTakenError } from '../api/expected-errors.js';
import { type SignIn, tokensOf } from '../credentials/sign-in.js';
import { MailTemplate } from '../mail/mail.entities.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { AuditEventKind } from '../security/audit-event.entity.js';
import type { AuditTrail } from '../security/audit-trail.js';
import type { OperationLimits } from '../security/operation-limits.js';
import type { Caller } from '../sessions/authentication.js';
import type { IssuedTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';
import type { AccountCreation, CheckedAccount, NewAccount } from './account-creation.js';

/** By what someone will sign in to a new account. */
export interface SignUpMeans {
  readonly proof: Proof;
  /** Stores it with an account that was created. */
  readonly store: (tx: EntityManager, user: User) => Promise<unknown>;
  /** Does as much where the address is taken, which nobody must notice. */
  readonly storeInVain: (tx: EntityManager) => Promise<unknown>;
}

/** The password is in the account itself. */
const BY_PASSWORD: SignUpMeans = { proof: PASSWORD_PROOF, store: async () => {}, storeInVain: async () => {} };

export interface RegistrationServices {
  readonly accounts: AccountCreation;
  readonly limits: OperationLimits;
  readonly signIn: SignIn;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  /** Whether an account can be used only once its email address is verified. */
  readonly requireVerifiedEmail: boolean;
}

/** Signs people up. */
export class Registration {
  constructor(private readonly services: RegistrationServices) {}

  /**
   * Makes an account and signs it in. Until its address is verified, the next registration of the address replaces it.
   * Where email addresses must be verified first, returns undefined, for a new address and for a taken one, whose owner
   * gets an email that says so.
   *
   * @throws {ExpectedError} InvalidInputError, EmailTakenError, UsernameTakenError,
   *   TooManyAttemptsError or ServerBusyError.
   */
  async register(caller: Caller, input: NewAccount): Promise<IssuedTokens | undefined> {
    const account = this.services.accounts.check(input);
    await this.services.limits.countRegistration(caller.actor.device);
    return this.create(caller, account, BY_PASSWORD);
  }

  /** Does that for an account that was counted. @throws {ExpectedError} as `register`, and what storing the means throws. */
  async create(caller: Caller, account: CheckedAccount, means: SignUpMeans): Promise<IssuedTokens | undefined> {
    const { accounts, outbox, signIn, requireVerifiedEmail } = this.services;
    if (requireVerifiedEmail) return this.createUnverified(caller, account, means);
    return accounts.create(caller.em, account, {
      selfRegistered: true,
      whenCreated: async (tx, user) => {
        this.record(tx, user, caller);
        await outbox.offer(tx, MailTemplate.VERIFY_EMAIL, user.email, { device: caller.actor.device });
        await means.store(tx, user);
        return tokensOf(await signIn.start(tx, user, caller.actor.device, means.proof));
      },
    });
  }

  private async createUnverified(caller: Caller, account: CheckedAccount, means: SignUpMeans): Promise<undefined> {
    const { accounts, limits, outbox } = this.services;
    await limits.countMail(caller.actor.device);
    const creation = accounts.create(caller.em, account, {
      selfRegistered: true,
      whenCreated: async (tx, user) => {
        this.record(tx, user, caller);
        await outbox.request(tx, MailTemplate.VERIFY_EMAIL, user.email, { device: caller.actor.device });
        await means.store(tx, user);
      },
      whenTaken: async (tx) => {
        await this.notifyOwner(tx, account, caller);
        await means.storeInVain(tx);
      },
    });
    await creation.catch((error) => this.notifyOwnerOfTaken(caller, account, error));
  }

  private record(tx: EntityManager, user: User, { actor }: Caller): void {
    this.services.audit.success(tx, AuditEventKind.REGISTER, { ...actor, userId: user.id }, user.id);
  }

  private async notifyOwner(tx: EntityManager, { email }: CheckedAccount, { actor }: Caller): Promise<void> {
    // A person who signs up has no account yet: an event without a user takes the same statement as one with a new account.
    this.services.audit.failure(tx, AuditEventKind.REGISTER, { ...actor, userId: null }, null);
    await this.services.outbox.request(tx, MailTemplate.ACCOUNT_EXISTS, email, { device: actor.device });
  }

  /** The address became another account's while the new one was being stored. */
  private async notifyOwnerOfTaken(caller: Caller, account: CheckedAccount, error: unknown): Promise<void> {
    const isTaken = error instanceof ExpectedError && error.result instanceof EmailTakenError;
    if (!isTaken) throw error;
    await caller.em.transactional((tx) => this.notifyOwner(tx, account, caller));
  }
}
