import type { EntityManager } from '@mikro-orm/core';
import type { AccountCreation, CheckedAccount, NewAccount } from '../accounts/account-creation.js';
import { AuditEventKind, AuditOutcome } from '../audit/audit-event.entity.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import type { Caller } from '../authentication.js';
import { Refusal } from '../errors/error-result.js';
import { EmailTakenError } from '../errors/expected-errors.js';
import type { MailOutbox } from '../mail/mail-outbox.js';
import { MailTemplate } from '../mail/outgoing-mail.entity.js';
import type { OperationLimits } from '../rate-limits/operation-limits.js';
import type { IssuedTokens, SessionTokens } from '../sessions/session-tokens.js';
import type { User } from '../users/user.entity.js';

export interface RegistrationServices {
  readonly accounts: AccountCreation;
  readonly limits: OperationLimits;
  readonly sessionTokens: SessionTokens;
  readonly outbox: MailOutbox;
  readonly audit: AuditTrail;
  /** Whether an account can be used only once its e-mail address is verified. */
  readonly requireVerifiedEmail: boolean;
}

/** Signs people up. */
export class Registration {
  constructor(private readonly services: RegistrationServices) {}

  /**
   * Makes an account and signs it in. Where e-mail addresses must be verified first, answers undefined, for a new
   * address and for a taken one, whose owner gets a mail that says so.
   *
   * @throws {Refusal} InvalidInputError, EmailTakenError, UsernameTakenError,
   *   TooManyAttemptsError or ServerBusyError.
   */
  async register(caller: Caller, input: NewAccount): Promise<IssuedTokens | undefined> {
    const { accounts, limits, sessionTokens, requireVerifiedEmail } = this.services;
    const account = accounts.check(input);
    await limits.admitRegistration(caller.actor.device);
    if (requireVerifiedEmail) return this.registerUnverified(caller, account);
    return accounts.create(caller.em, account, (tx, user) => {
      this.welcome(tx, user, caller);
      return sessionTokens.start(tx, user, caller.actor.device);
    });
  }

  private async registerUnverified(caller: Caller, account: CheckedAccount): Promise<undefined> {
    const { accounts, limits } = this.services;
    await limits.admitMail(caller.actor.device, account.email, MailTemplate.ACCOUNT_EXISTS);
    const creation = accounts.create(caller.em, account, (tx, user) => this.welcome(tx, user, caller));
    await creation.catch((error) => this.tellOwner(caller, account, error));
  }

  private welcome(tx: EntityManager, user: User, { actor }: Caller): void {
    const { audit, outbox } = this.services;
    audit.success(tx, AuditEventKind.REGISTER, { ...actor, userId: user.id }, user.id);
    if (outbox.enabled) outbox.put(tx, MailTemplate.VERIFY_EMAIL, user.email);
  }

  private async tellOwner({ em, actor }: Caller, { email }: CheckedAccount, error: unknown): Promise<void> {
    const isTaken = error instanceof Refusal && error.result instanceof EmailTakenError;
    if (!isTaken) throw error;
    const [kind, outcome] = [AuditEventKind.REGISTER, AuditOutcome.FAILURE];
    await em.transactional(async (tx) => {
      await this.services.audit.recordFirst(tx, { kind, outcome, actor, subjectId: null });
      this.services.outbox.put(tx, MailTemplate.ACCOUNT_EXISTS, email);
    });
  }
}
