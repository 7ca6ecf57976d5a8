/**
 * Tests of the API that run on PostgreSQL only: what they state is decided before or after the database, by code that is
 * the same on both. All others show something of the embedded database itself: transactions on its one connection, text
 * and collation, times, the order of rows, what it reports of a broken constraint.
 */
export const DECIDED_WITHOUT_DATABASE = {
  'breached-passwords': 'a password is looked up before it gets near the database',
  'client-address': 'addresses come from headers and sockets',
  introspection: 'an access token is verified as for every other request, which me.test.ts shows on both',
  'key-exchange': 'keys sign and verify in memory',
  node: 'ids are decoded in memory; what is loaded by one is shown by me, sessions and user-list on both',
  'operation-cost': 'costs are counted from the document alone',
  'password-rules': 'rules apply to the text of a password',
  'random-operations': 'GraphQL refuses them, and its own code is random-tested on PostgreSQL',
  'refused-administration': 'what is recorded passes the same audit trail as in audit-trail.test.ts',
};
