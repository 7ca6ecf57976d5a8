/** What went wrong and what to do next, by the code of the failure. A code that is not here has the server's own message. */
export const problems = {
  // Of ErrorResult.
  INVALID_INPUT: 'Some fields are invalid. Correct them and try again.',
  EMAIL_TAKEN: 'An account with this email address already exists. Sign in, or use another address.',
  USERNAME_TAKEN: 'This username is taken. Choose another one.',
  INVALID_CREDENTIALS: 'The email address or the password is wrong. Check both and try again.',
  ACCOUNT_DEACTIVATED: 'This account has been deactivated. Ask an administrator to reactivate it.',
  SERVER_BUSY: 'The server is busy. Try again in {wait}.',
  EMAIL_NOT_VERIFIED: 'Verify your email address first.',
  WRONG_PASSWORD: 'The password is wrong. Enter your current password.',
  INVALID_MAIL_TOKEN: 'This link or code can no longer be used. Request a new email.',
  MAIL_UNAVAILABLE: 'This server does not send email. Ask its operator to do this for you.',
  SESSION_NOT_FOUND: 'This device is no longer signed in.',
  LAST_ADMINISTRATOR: 'You are the last administrator. Make someone else an administrator first.',
  TOO_MANY_ATTEMPTS: 'Too many attempts. Try again in {wait}.',
  WRONG_CODE: 'The code is wrong, or was used before. Enter the next one.',
  INVALID_CHALLENGE: 'This took too long. Begin again.',
  TOO_MANY_FACTORS: 'You have as many authenticator apps as there can be. Remove one first.',
  FACTOR_NOT_FOUND: 'This authenticator app has already been removed.',
  NO_SECOND_FACTOR: 'Add an authenticator app first. Recovery codes come with it.',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {This passkey is not known here. Use another one, or sign in in another way.} EXPIRED {This took too long. Try again.} other {This passkey was not accepted. Try again, or sign in in another way.}}',
  PASSKEY_TAKEN: 'This passkey cannot be added. Create another one.',
  TOO_MANY_PASSKEYS: 'You have as many passkeys as there can be. Remove one first.',
  PASSKEY_NOT_FOUND: 'This passkey has already been removed.',
  LAST_SIGN_IN_METHOD: 'This is your only way to sign in. Set a password or add another passkey first.',
  PROVIDER_UNAVAILABLE: 'This provider cannot be used at the moment. Try again later, or sign in in another way.',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {You did not sign in at the provider. Try again, or sign in in another way.} EXPIRED {This cannot be completed in this browser any more. Begin again.} UNAVAILABLE {The provider does not respond as it should. Try again later.} other {What the provider returned was not accepted. Begin again.}}',
  ACCOUNT_LINK_REQUIRED: 'You already have an account with this email address. Sign in to link the two.',
  EMAIL_REQUIRED:
    'The provider did not report a verified email address of yours. Verify it there, or create an account here and link the provider afterwards.',
  IDENTITY_TAKEN: 'This is linked to another account here. Unlink it there first.',
  IDENTITY_NOT_FOUND: 'This has already been unlinked.',
  // Of the browser and the network.
  PASSKEY_EXISTS: 'You have a passkey on this device.',
  UNREACHABLE: 'The server cannot be reached. Try again.',
  COOKIES_BLOCKED: 'Your browser does not send the cookies of this page. Allow cookies, and sign in again.',
  // Top-level codes.
  UNAUTHENTICATED: 'Your session has ended. Sign in again.',
  SECOND_FACTOR_REQUIRED: 'You need a second factor here. Add an authenticator app first, or sign in with a passkey.',
  INTERNAL_SERVER_ERROR: 'The server could not do this. Try again later.',
} as const;

/** What is wrong with a field, by the code of the rule that it breaks. */
export const fieldProblems = {
  REQUIRED:
    '{kind, select, email {Enter your email address.} password {Enter a password.} name {Enter a name.} other {Fill in this field.}}',
  TOO_SHORT: 'Use at least {limit, number} characters.',
  TOO_LONG: 'Use at most {limit, number} characters.',
  NOT_AN_EMAIL: 'Enter an email address like name@example.com, without spaces.',
  NOT_A_LOCALE: 'Choose one of the languages in the list.',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {Use letters from a to z, digits, dots, hyphens and underscores; begin with a letter or a digit.} other {Remove characters that cannot be printed.}}',
  COMMON_PASSWORD: 'This is one of the most common passwords. Choose one that is harder to guess.',
  BREACHED_PASSWORD: 'This password is on a list of stolen passwords. Choose one that you use nowhere else.',
  SAME_AS_IDENTITY: 'Choose a password other than your email address or username.',
  FORBIDDEN_WORD: 'This password contains a word that is easy to guess here. Choose one without it.',
  FORBIDDEN_URL: 'This address leads to a page that is not allowed here.',
  OUT_OF_RANGE: 'This time is too early or too late.',
  INVALID_QUERY: 'This is not a query that can be used here.',
  MISSING_CHARACTER_CLASS: 'Use uppercase and lowercase letters, digits and symbols.',
} as const;
