import { inFile } from '../mutation.ts';

const GUESSING = ['test/credentials/password-guessing.api.test.ts'];
const BUCKETS = ['test/security/attempt-buckets.api.test.ts'];

/** Limits on guessing passwords and on other operations. */
export const LIMITS = [
  ...inFile('src/credentials/password-guessing.ts', [
    {
      promise: 'A stranger cannot lock the owner out of a network that the owner has signed in from.',
      find: 'if (await this.knownNetworks.has(claimed.userId, network)) {',
      replace: 'if (false) {',
      tests: GUESSING,
    },
    {
      promise: 'A guesser cannot reset the limit of an address by signing in to an account of their own.',
      find: "whom: network, whenRight: 'refund'",
      replace: "whom: network, whenRight: 'reset'",
      tests: GUESSING,
    },
  ]),
  ...inFile('src/credentials/login.ts', [
    {
      promise: 'Guesses by the username of an account count together with those by its address.',
      find: 'name: user?.email ?? bucketOf(name, credentials)',
      replace: 'name: bucketOf(name, credentials)',
      tests: GUESSING,
    },
    {
      promise: 'An address that is entered as a username does not delay the account of the address.',
      find: '`username ${username ?? sent.username}`',
      replace: '`${username ?? sent.username}`',
      tests: GUESSING,
    },
  ]),
  ...inFile('src/credentials/claimed-account.ts', [
    {
      promise: 'A login to an unknown username takes as long as one to an account.',
      find: 'const name = email ?? username;',
      replace: 'const name = email;',
      tests: ['test/credentials/decoy-hashes.api.test.ts'],
    },
    {
      promise: 'A username is the same in every case.',
      find: 'each.username?.toLowerCase()',
      replace: 'each.username',
      tests: ['test/credentials/login.api.test.ts'],
    },
  ]),
  ...inFile('src/security/attempt-buckets.ts', [
    {
      promise: 'An attempt that one bucket refuses does not count in the bucket before.',
      find: 'if (attempts.length > 0) await this.settleEach',
      replace: 'if (attempts.length > 9) await this.settleEach',
      tests: BUCKETS,
    },
  ]),
  ...inFile('src/security/attempt-bucket-statements.ts', [
    {
      promise: 'An attempt that one bucket refuses does not count in the bucket after it.',
      find: 'where exists (${condition})',
      replace: 'where (select count(*) from (${condition}) c) >= 0',
      tests: BUCKETS,
    },
    {
      promise: 'Logins that empty the buckets of an address and an account do not wait for each other in a circle.',
      find: 'before ? sql`${statement} and (select count(*) from ${before}) >= 0` : statement',
      replace: 'before ? sql`${statement} and true` : statement',
      tests: ['test/security/attempt-race.server.test.ts'],
    },
    {
      promise: 'A closed bucket admits no attempts.',
      find: 'where bucket.opens_at <= ${time}',
      replace: 'where true or bucket.opens_at <= ${time}',
      tests: GUESSING,
    },
    {
      promise: 'An attempt below the limit is admitted although the clocks of instances differ.',
      find: 'return sql`greatest(bucket.counted_at, ${now}::timestamptz)`;',
      replace: 'return sql`${now}::timestamptz`;',
      tests: BUCKETS,
    },
    {
      promise: 'An attempt with the right password adds no delay.',
      find: ' or ${OPENS_AT} = ${opensAt}',
      replace: '',
      tests: BUCKETS,
    },
    {
      promise: 'Taking back an attempt does not open a bucket that other attempts keep closed.',
      find: 'case when ${isOpen} then ${OPEN} else bucket.opens_at end',
      replace: '${OPEN}',
      tests: BUCKETS,
    },
  ]),
  ...inFile('src/security/rate-limit.ts', [
    {
      promise: 'The last attempt below the limit is admitted, whatever the limit.',
      find: 'Math.floor((periodSeconds * 1_000_000) / count)',
      replace: '((periodSeconds * 1_000_000) / count)',
      tests: BUCKETS,
    },
  ]),
  ...inFile('src/security/device.ts', [
    {
      promise: 'A whole IPv6 /64 counts as one address.',
      find: '`${address}/64`',
      replace: '`${address}/128`',
      tests: ['test/security/network.unit.test.ts'],
    },
  ]),
  ...inFile('src/security/operation-limits.ts', [
    {
      promise: 'One address can register only a limited number of accounts per hour.',
      find: 'await this.buckets.consume(this.limits.registration, networkOf(ipAddress));',
      replace: '',
      tests: ['test/security/operation-limits.api.test.ts'],
    },
  ]),
];
