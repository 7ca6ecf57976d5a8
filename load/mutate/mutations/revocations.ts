import { inFile } from '../mutation.ts';

const LISTENER = ['test/server/subscriptions/revocations-listener.server.test.ts'];
const FEED = ['test/server/subscriptions/revocations.api.test.ts'];
const SLOW = ['test/server/subscriptions/slow-recipients.server.test.ts'];

/** What services that verify tokens themselves rely on. */
export const REVOCATIONS = [
  ...inFile('src/server/subscriptions/revocations.ts', [
    {
      promise: 'There are no signs of life while the listener is down.',
      find: '        this.report(error);\n      }\n      await sleep',
      replace:
        '        this.report(error);\n        yield { isSnapshot: false, revoked: [], asOf: new Date() };\n      }\n      await sleep',
      tests: LISTENER,
    },
    {
      promise:
        'After the listening connection was lost, what was missed is reported: the snapshot is not lost on reconnect.',
      find: 'if (!this.position || !this.tokens.hasChangesSince(this.position)) yield* this.everything();',
      replace:
        'if (!this.position) yield* this.everything(); else if (!this.tokens.hasChangesSince(this.position)) this.position = await this.tokens.position();',
      tests: LISTENER,
    },
    {
      promise: 'The feed of revocations ends with the right to it.',
      find: 'if (!(await this.untilKnown(isEntitled, stopping))) return undefined;',
      replace: 'if (stopping.aborted) return undefined;',
      tests: [...FEED, ...LISTENER],
    },
    {
      promise: 'Nothing is reported while the database does not say who may have it.',
      find: '        this.report(error);\n        await sleep',
      replace: '        this.report(error);\n        return true;\n        await sleep',
      tests: LISTENER,
    },
    {
      promise: 'A service that reads slowly does not fill the memory of the server.',
      find: '        await drained();\n',
      replace: '',
      tests: SLOW,
    },
  ]),
  ...inFile('src/server/subscriptions/event-stream.ts', [
    {
      promise: 'A request for an event stream whose body is not an operation is refused at once.',
      find: 'if (!isOperation(request.body)) return refuse(400, NO_OPERATION);',
      replace: '',
      tests: ['test/server/subscriptions/accepted-event-streams.server.test.ts'],
    },
    {
      promise: 'An event stream waits until the client has received what it was sent.',
      find: '() => drained(reply),',
      replace: '',
      tests: SLOW,
    },
  ]),
  ...inFile('src/server/subscriptions/revocations.resolver.ts', [
    {
      promise: 'Revocations are not for anyone who has signed in.',
      find: '@Authorized(Role.ADMIN)',
      replace: '@Authorized()',
      tests: FEED,
    },
    {
      promise: 'An administrator who is demoted, and a machine that loses the permission, are reported nothing more.',
      find: "    requireRight(authentication, 'Subscription.revocations', [Role.ADMIN]);\n",
      replace: '',
      tests: FEED,
    },
  ]),
  ...inFile('src/sessions/permissions.ts', [
    {
      promise: 'A machine needs TOKENS_INTROSPECT for revocations.',
      find: "'Subscription.revocations': Permission.TOKENS_INTROSPECT",
      replace: "'Subscription.revocations': NONE",
      tests: FEED,
    },
  ]),
  ...inFile('src/server/graphql/mutations.ts', [
    {
      promise: 'An administrator without the required second factor does not learn what is revoked.',
      find: '    [MapperKind.SUBSCRIPTION_ROOT_FIELD]: (field, name) => wrapSubscription(field, name, featureWrappers),\n',
      replace: '',
      tests: ['test/credentials/second-factor-policy.api.test.ts'],
    },
  ]),
  ...inFile('src/server/subscriptions/connections.ts', [
    {
      promise: 'The feed of revocations ends when its API key is revoked.',
      find: "'clientId' in token ? [token.sid, token.clientId] : [token.sid]",
      replace: '[token.sid]',
      tests: FEED,
    },
  ]),
  ...inFile('src/sessions/revoked-tokens.ts', [
    {
      promise: 'A position does not count on another connection, where transactions may have other ids.',
      find: 'return connection === this.listener.connectionCount;',
      replace: 'return true;',
      tests: LISTENER,
    },
    {
      promise: 'A transaction that began before others and is committed after them is not missed.',
      find: 'and not pg_visible_in_snapshot(transaction_id, $1::pg_snapshot)',
      replace: 'and transaction_id >= pg_snapshot_xmax($1::pg_snapshot)',
      tests: LISTENER,
    },
  ]),
  ...inFile('src/database/notifications.ts', [
    {
      promise: 'A listening connection that has fallen silent is replaced.',
      find: 'if (!(error instanceof pg.DatabaseError)) client.connection.stream.destroy();',
      replace: '',
      tests: LISTENER,
    },
  ]),
  ...inFile('src/credentials/api-keys/api-keys.ts', [
    {
      promise: 'Services learn that an API key was revoked.',
      find: '      await blacklistMachine(tx, apiKey.id, BlacklistReason.ENDED_BY_ADMINISTRATOR, tokenTimes(apiKey.revokedAt));\n',
      replace: '',
      tests: FEED,
    },
  ]),
  ...inFile('src/credentials/api-keys/service-accounts.ts', [
    {
      promise: 'Services learn that a service account was deactivated.',
      find: '      if (deactivatedAt)\n',
      replace: '      if (deactivatedAt && !account.deactivatedAt)\n',
      tests: FEED,
    },
  ]),
];
