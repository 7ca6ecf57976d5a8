/**
 * Tests of the API that run on PostgreSQL only: what they state is decided before or after the database, by code that is
 * the same on both. All others show something of the embedded database itself: transactions on its one connection, text
 * and collation, times, the order of rows, what it reports of a broken constraint.
 */
export const DECIDED_WITHOUT_DATABASE = {
  'breached-passwords': 'a password is looked up before it gets near the database',
  'certified-provider':
    'a provider and its keys are judged in memory; what a login stores is shown by social-login on both',
  'client-address': 'addresses come from headers and sockets',
  'confirm-identity':
    'proofs are checked in memory; login, second-factor and passkeys show on both what they are checked against',
  'email-addresses': 'addresses are read in memory; canonical-emails shows on both how they are compared',
  'email-login': 'codes and links are checked in memory; email-login-attacks shows on both how a login is used up',
  'email-verification': 'tokens from emails are used up as email-change shows on both',
  'id-token-login': 'an ID token is verified in memory; what a login stores is shown by social-login on both',
  introspection: 'an access token is verified as for every other request, which me.test.ts shows on both',
  'key-exchange': 'keys sign and verify in memory',
  'machine-permissions': 'permissions are a table in the code; api-keys shows on both what a token is looked up by',
  'mail-languages': 'texts are chosen and composed in memory',
  'mail-limits': 'emails are counted by the buckets of attempt-buckets, which shows them on both',
  node: 'ids are decoded in memory; what is loaded by one is shown by me, sessions and user-list on both',
  'operation-cost': 'costs are counted from the document alone',
  'passkey-shapes': 'a response is read in memory; passkey-attacks shows on both what is looked up by it',
  'password-guessing': 'failures are counted by the buckets of attempt-buckets, which shows them on both',
  'password-rules': 'rules apply to the text of a password',
  'payload-queries': 'a query is checked and run by GraphQL; user-list and sessions show on both what it reads',
  'random-operations': 'GraphQL refuses them, and its own code is random-tested on PostgreSQL',
  'refused-administration': 'what is recorded passes the same audit trail as in audit-trail.test.ts',
  'second-factor-attacks': 'codes are checked in memory; second-factor shows on both how they are used up',
  'second-factor-policy': 'a session that lacks a factor is refused before the operation gets near the database',
  'sign-in-gate': 'one function starts sessions, whatever stores them',
  'social-limits': 'logins are counted by the buckets of attempt-buckets, which shows them on both',
  'social-provider-attacks': 'what a provider says is judged in memory',
  'totp-import': 'apps are stored with their users, as user-import shows on both',
};
