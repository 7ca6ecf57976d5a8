import { inFile } from '../mutation.ts';

const FEED = ['verifier/test/feed.unit.test.ts'];
const TOKENS = ['verifier/test/verify.unit.test.ts'];
const VERIFIER = ['verifier/test/verifier.unit.test.ts'];

/** What services accept that verify tokens by themselves. */
export const VERIFICATION = [
  ...inFile('verifier/src/verifier.ts', [
    {
      promise: 'A service accepts no token while its feed is stale.',
      find: 'if (!this.isFresh()) await this.introspect(token);',
      replace: '',
      tests: FEED,
    },
    {
      promise: 'A service whose feed is stale refuses tokens unless it is to introspect them.',
      find: "if (this.options.whenStale !== 'introspect') throw new VerificationError('REVOCATIONS_STALE');",
      replace: '',
      tests: FEED,
    },
    {
      promise: 'A service accepts no token that Gatehouse says is not active.',
      find: "if (!isActive) throw new VerificationError('TOKEN_BLACKLISTED');",
      replace: '',
      tests: VERIFIER,
    },
    {
      promise: 'A service refuses tokens of a session that has ended.',
      find: "if (this.isRevoked(claims)) throw new VerificationError('TOKEN_BLACKLISTED');",
      replace: '',
      tests: FEED,
    },
    {
      promise: 'A service refuses tokens of a revoked API key.',
      find: ' || this.ids.has(client_id)',
      replace: '',
      tests: FEED,
    },
    {
      promise: 'A closed verifier accepts nothing.',
      find: "if (this.isClosed) throw new VerificationError('CLOSED');",
      replace: '',
      tests: VERIFIER,
    },
    {
      promise: 'A revoked token that Gatehouse has forgotten is refused by a clock that is behind.',
      find: 'now: () => this.freshness.now()',
      replace: 'now: () => (this.options.clock ?? systemClock).wall()',
      tests: FEED,
    },
  ]),
  ...inFile('verifier/src/feed-connection.ts', [
    {
      promise: 'A feed is not fresh before its snapshot is complete.',
      find: 'if (isSnapshot) return;',
      replace: '',
      tests: FEED,
    },
    {
      promise: 'A connection on which nothing is heard is replaced.',
      find: 'if (now - this.lastHeardAt > silentAfterMillis)',
      replace: 'if (false)',
      tests: FEED,
    },
    {
      promise: 'An id that cannot be kept ends the connection.',
      find: "throw new FeedError('BAD_RESPONSE', 'An id is not a UUID.')",
      replace: 'continue',
      tests: ['verifier/test/bad-feed.unit.test.ts'],
    },
  ]),
  ...inFile('verifier/src/freshness.ts', [
    {
      promise: 'Old news that arrives in time does not keep a feed fresh.',
      find: 'return asOfMillis + this.difference;',
      replace: 'return this.clock.elapsed();',
      tests: FEED,
    },
    {
      promise: 'A proxy that delays every event from the first one on does not make a feed look fresh.',
      find: 'this.difference ?? this.sentAt - asOfMillis',
      replace: 'this.difference ?? this.clock.elapsed() - asOfMillis',
      tests: FEED,
    },
    {
      promise: 'A database whose clock is set forward does not make old news look new.',
      find: 'Math.min(first, this.clock.elapsed() - asOfMillis)',
      replace: 'first',
      tests: FEED,
    },
    {
      promise: 'A machine that has slept does not trust what it knew before.',
      find: 'Math.max(this.clock.elapsed() - this.knownElapsed, this.clock.wall() - this.knownWall)',
      replace: 'this.clock.elapsed() - this.knownElapsed',
      tests: FEED,
    },
    {
      promise: 'A clock that is set back does not make a feed look fresh.',
      find: 'return Math.max(this.clock.elapsed() - this.knownElapsed, this.clock.wall()',
      replace: 'return Math.max(Number.NEGATIVE_INFINITY, this.clock.wall()',
      tests: FEED,
    },
  ]),
  ...inFile('verifier/src/revocation-feed.ts', [
    {
      promise: 'The snapshot is not lost on a reconnection: the feed is complete only with a new one.',
      find: 'await next.untilComplete().finally(',
      replace: 'await Promise.resolve().finally(',
      tests: FEED,
    },
    {
      promise: 'A connection is replaced before the last one is closed.',
      find: '    const token = await tokens.get();\n',
      replace: '    this.current?.close();\n    const token = await tokens.get();\n',
      tests: FEED,
    },
  ]),
  ...inFile('verifier/src/revoked-ids.ts', [
    {
      promise: 'An id is not forgotten before its last token has expired.',
      find: 'Math.ceil(expiresAtMillis / 1000)',
      replace: 'Math.floor(expiresAtMillis / 1000) - 1',
      tests: ['verifier/test/revoked-ids.unit.test.ts'],
    },
  ]),
  ...inFile('verifier/src/signature.ts', [
    {
      promise: 'A service accepts only the type of access tokens, by a secret.',
      find: 'header.typ !== ACCESS_TOKEN_TYPE || ',
      replace: '',
      tests: TOKENS,
    },
    {
      promise: 'A service accepts no extension that it does not understand, by a secret.',
      find: ' || header.crit !== undefined',
      replace: '',
      tests: TOKENS,
    },
    {
      promise: 'A service accepts only the type of access tokens, by public keys.',
      find: 'typ: ACCESS_TOKEN_TYPE, ',
      replace: '',
      tests: TOKENS,
    },
    {
      promise: 'A service accepts only HS256 by a secret.',
      find: "algorithms: ['HS256' as const], ",
      replace: '',
      tests: TOKENS,
    },
    {
      promise: 'A service checks issuer and audience, by public keys.',
      find: 'const checks = { issuer, audience, typ',
      replace: 'const checks = { typ',
      tests: TOKENS,
    },
  ]),
  ...inFile('verifier/src/claims.ts', [
    {
      promise: 'A machine does not pass where a user is required.',
      find: "if (claims.client_id !== undefined) throw new VerificationError('FORBIDDEN');",
      replace: '',
      tests: ['verifier/test/claims.unit.test.ts'],
    },
    {
      promise: 'A permission is required as a whole word.',
      find: "claims.scope?.split(' ').includes(permission)",
      replace: 'claims.scope?.includes(permission)',
      tests: ['verifier/test/claims.unit.test.ts'],
    },
  ]),
];
