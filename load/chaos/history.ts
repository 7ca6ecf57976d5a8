/** What a session was signed in with last. */
export interface Tokens {
  readonly sessionId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface Account {
  readonly email: string;
  /** Those that have not been logged out. */
  readonly sessions: Tokens[];
}

/** A request without an answer: no connection, no answer in time, a status of 5xx or an internal error. */
export interface Failure {
  readonly atMillis: number;
  readonly what: string;
}

/** What the clients were told, against which the servers are held afterwards. */
export interface History {
  readonly accounts: Account[];
  readonly logouts: Tokens[];
  readonly failures: Failure[];
  /** What is wrong, in words. */
  readonly violations: string[];
  answeredCount: number;
  /** Sessions whose answers were lost for longer than a used refresh token may be presented again. */
  lostSessionCount: number;
}

export function newHistory(): History {
  return { accounts: [], logouts: [], failures: [], violations: [], answeredCount: 0, lostSessionCount: 0 };
}
