import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { FieldErrorCode, refuse } from '../../api/error-result.js';
import { refuseInvalid, ServerBusyError } from '../../api/expected-errors.js';
import { describeForLog, type Logger } from '../../logger.js';
import type { BreachedPasswordCounts, BreachedPasswords, BreachList, LookupResult } from './breached-passwords.js';

export interface KnownBreachesOptions {
  /** Whether new passwords are refused while the list cannot be read. */
  readonly failClosed: boolean;
  readonly log: Logger;
}

/** How long a login may take longer for this. */
const LOGIN_WAIT_MILLIS = 250;

/** So that a list that does not respond holds up no more. */
const MAX_LOOKUPS = 100;

const BREACHED = {
  code: FieldErrorCode.BREACHED_PASSWORD,
  message: 'This password is on a list of stolen passwords. Choose one that you use nowhere else.',
};

/** Looks passwords up in a list. */
export class KnownBreaches implements BreachedPasswords {
  readonly counts: BreachedPasswordCounts = { breached: 0, unknown: 0, unavailable: 0 };
  private lookups = 0;
  private isAway = false;

  constructor(
    private readonly list: BreachList,
    private readonly options: KnownBreachesOptions,
  ) {}

  async refuse(field: string, password: string): Promise<void> {
    const result = await this.lookUp(password);
    if (result === 'unavailable' && this.options.failClosed) throw refuse(new ServerBusyError());
    refuseInvalid({ [field]: result === 'breached' ? BREACHED : undefined });
  }

  async isChangeAdvised(password: string): Promise<boolean> {
    const wait = this.isAway ? 0 : LOGIN_WAIT_MILLIS;
    const timeout = new AbortController();
    const late = setTimeout(wait, undefined, { signal: timeout.signal, ref: false }).catch(() => undefined);
    const result = await Promise.race([this.lookUp(password), late]);
    timeout.abort();
    return result === 'breached';
  }

  /** Never throws. */
  private async lookUp(password: string): Promise<LookupResult> {
    const result = this.lookups < MAX_LOOKUPS ? await this.ask(password) : 'unavailable';
    this.counts[result] += 1;
    return result;
  }

  private async ask(password: string): Promise<LookupResult> {
    this.lookups += 1;
    try {
      const found = await Promise.all(digestsOf(password).map((digest) => this.list.has(digest)));
      this.report(false);
      return found.includes(true) ? 'breached' : 'unknown';
    } catch (error) {
      this.report(true, error);
      return 'unavailable';
    } finally {
      this.lookups -= 1;
    }
  }

  /** Once for each time that the list goes or comes back, not for each password. */
  private report(isAway: boolean, error?: unknown): void {
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    const { log } = this.options;
    if (isAway) log.warn({ err: describeForLog(error) }, 'the list of breached passwords cannot be read');
    else log.info('the list of breached passwords can be read again');
  }
}

/** Of the password as it was typed, and as it is hashed: spellings of the same characters are the same password. */
function digestsOf(password: string): string[] {
  const spellings = new Set([password, password.normalize('NFKC')]);
  return [...spellings].map((text) => createHash('sha1').update(text).digest('hex').toUpperCase());
}
