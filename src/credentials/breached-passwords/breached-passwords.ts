/** `unavailable`: the list could not be read in time. */
export type LookupResult = 'breached' | 'unknown' | 'unavailable';

export type BreachedPasswordCounts = Record<LookupResult, number>;

/** The passwords that became public when other systems were broken into. */
export interface BreachedPasswords {
  /** None if there is no list. */
  readonly counts: BreachedPasswordCounts | undefined;
  /**
   * For a new password that has passed every other rule.
   *
   * @param field of the input, for the error.
   * @throws {ExpectedError} InvalidInputError: it is on the list. ServerBusyError: the list cannot be read, and
   *   BREACHED_PASSWORDS_FAIL is `closed`.
   */
  refuse(field: string, password: string): Promise<void>;
  /**
   * Whether someone who has just proved that it is their password should change it. False if the list cannot be read.
   * Waits for it a moment, and not at all once it could not be read.
   */
  isChangeAdvised(password: string): Promise<boolean>;
}

/** For a server without a list. */
export const NO_LIST: BreachedPasswords = {
  counts: undefined,
  refuse: async () => {},
  isChangeAdvised: async () => false,
};

/** A list of SHA-1 digests. */
export interface BreachList {
  /**
   * @param digest of a password: 40 uppercase hexadecimal digits.
   * @throws {Error} the list cannot be read now, or is not one. The message repeats nothing of it.
   */
  has(digest: string): Promise<boolean>;
}
