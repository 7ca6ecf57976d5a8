import {
  brokenLineages,
  halfEnded,
  longestAfterEffect,
  lostRefreshes,
  outliving,
  type SessionRow,
} from '../../load/chaos/checks.js';

const session = {
  ...{ id: 'S', ended: false, blacklisted: false },
  ...{ generation: 1, refreshDigest: 'aa', previousDigest: null, rotated: false },
};
const rotated = { ...session, generation: 3, refreshDigest: 'cc', previousDigest: 'bb', rotated: true };

test('npm run chaos accepts sessions of one lineage', () => {
  expect(brokenLineages([session, rotated])).toEqual([]);
});

test.each<[string, string, Partial<SessionRow>]>([
  ['no refresh token', 'no refresh token', { refreshDigest: null }],
  ['a predecessor too early', 'of its first', { generation: 1 }],
  ['no predecessor', 'without a predecessor', { previousDigest: null }],
  ['no time of the exchange', 'without a predecessor', { rotated: false }],
  ['one token twice', 'its own predecessor', { previousDigest: 'cc' }],
])('npm run chaos finds a session with %s', (_, problem, fault) => {
  expect(brokenLineages([{ ...rotated, ...fault }]).join()).toContain(problem);
});

test('npm run chaos finds refreshes that were acknowledged and lost', () => {
  expect(lostRefreshes([rotated], [{ sessionId: 'S', generation: 3 }])).toEqual([]);
  expect(lostRefreshes([rotated], [{ sessionId: 'S', generation: 4 }])).toHaveLength(1);
  expect(lostRefreshes([], [{ sessionId: 'S', generation: 1 }])).toHaveLength(1);
});

test('npm run chaos finds sessions that are ended but accepted, or rejected but active', () => {
  expect(halfEnded([session, { ...session, id: 'T', ended: true, blacklisted: true }])).toEqual([]);
  expect(halfEnded([{ ...session, ended: true }])).toEqual(['Session S is ended, but not blacklisted.']);
  expect(halfEnded([{ ...session, blacklisted: true }])).toEqual(['Session S is not ended, but blacklisted.']);
});

test('npm run chaos finds failures that outlive a fault by more than 5 s, or come without one', () => {
  const fault = { kind: 'restart', startedAtMillis: 10_000, recoveredAtMillis: 12_000 };
  const failures = [9999, 10_000, 17_000, 17_001].map((atMillis) => ({ atMillis, what: 'ECONNREFUSED' }));
  expect(outliving(failures, [fault]).map(({ atMillis }) => atMillis)).toEqual([9999, 17_001]);
  expect(longestAfterEffect(failures, [fault])).toBe(5001);
});
