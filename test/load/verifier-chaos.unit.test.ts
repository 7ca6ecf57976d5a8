import { type Disturbance, type LateAcceptance, violationOf } from '../../load/verifier/acceptance.js';

const STALE_AFTER = 8000;
const LOGOUT = 100_000;

/** Accepted so many milliseconds after the logout, by what was known so many milliseconds before. */
const accepted = (afterMillis: number, ageMillis: number): LateAcceptance => ({
  service: 1,
  loggedOutAtMillis: LOGOUT,
  sentAtMillis: LOGOUT + afterMillis,
  ageMillis,
});

const disturbance = (startedAfter: number, recoveredAfter: number, services = [1]): Disturbance => ({
  kind: 'feed cut',
  startedAtMillis: LOGOUT + startedAfter,
  recoveredAtMillis: LOGOUT + recoveredAfter,
  services,
});

test('npm run chaos:verifier allows what is within a second of the logout', () => {
  expect(violationOf(accepted(1000, 1500), [], STALE_AFTER)).toBeUndefined();
});

test.each<[string, LateAcceptance, readonly Disturbance[]]>([
  ['longer than a second, although nothing disturbed', accepted(1001, 2000), []],
  ['although nothing disturbed', accepted(1001, 2000), [disturbance(-9000, -5001)]],
  ['although nothing disturbed', accepted(1001, 2000), [disturbance(1002, 2000)]],
  ['although nothing disturbed', accepted(1001, 2000), [disturbance(0, 2000, [0, 2])]],
  ['while it was stale', accepted(500, 8001), []],
  ['must have been stale', accepted(8001, 8000), [disturbance(0, 20_000)]],
  ['which it knew of', accepted(500, 499), [disturbance(0, 20_000)]],
])('npm run chaos:verifier finds a token that was accepted %s', (problem, late, disturbances) => {
  expect(violationOf(late, disturbances, STALE_AFTER)).toContain(problem.replace(/^longer than a second, /, ''));
});

test.each([
  [disturbance(-9000, -5000)],
  [disturbance(500, 600)],
  [disturbance(-100, Number.POSITIVE_INFINITY, [0, 1, 2])],
])('npm run chaos:verifier allows more while the feed is disturbed, or is coming back', (each) => {
  expect(violationOf(accepted(1001, 2000), [each], STALE_AFTER)).toBeUndefined();
});
