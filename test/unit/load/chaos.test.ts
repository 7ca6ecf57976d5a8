import { brokenLineages, halfEnded, longestAfterEffect, outliving, type TokenRow } from '../../../load/chaos/checks.js';

const session = { id: 'S', ended: false, blacklisted: false };
const token = (id: string, parentId: string | null, used: boolean): TokenRow => ({
  id,
  sessionId: 'S',
  parentId,
  used,
});
const problems = (...tokens: TokenRow[]) => brokenLineages([session], tokens).join();

describe('npm run chaos', () => {
  test('accepts sessions of one lineage', () => {
    expect(problems(token('1', null, false))).toBe('');
    expect(problems(token('2', '1', true), token('1', null, true), token('3', '2', false))).toBe('');
  });

  test.each([
    ['no refresh token', '0 first', []],
    ['two first ones', '2 first', [token('1', null, false), token('2', null, false)]],
    ['two successors', 'two successors', [token('1', null, true), token('2', '1', false), token('3', '1', false)]],
    ['a successor of an unused one', 'unused', [token('1', null, false), token('2', '1', false)]],
    ['a used one without a successor', 'last', [token('1', null, true), token('2', '1', true)]],
    ['a predecessor elsewhere', 'another session', [token('1', null, false), token('2', '9', false)]],
  ])('finds a session with %s', (_, problem, tokens) => {
    expect(problems(...tokens)).toContain(problem);
  });

  test('finds sessions that are ended but accepted, or refused but alive', () => {
    expect(halfEnded([session, { id: 'T', ended: true, blacklisted: true }])).toEqual([]);
    expect(halfEnded([{ ...session, ended: true }])).toEqual(['Session S is ended, but not blacklisted.']);
    expect(halfEnded([{ ...session, blacklisted: true }])).toEqual(['Session S is not ended, but blacklisted.']);
  });

  test('finds failures that outlive a fault by more than 5 s, or come without one', () => {
    const fault = { kind: 'restart', startedAtMillis: 10_000, recoveredAtMillis: 12_000 };
    const failures = [9999, 10_000, 17_000, 17_001].map((atMillis) => ({ atMillis, what: 'ECONNREFUSED' }));
    expect(outliving(failures, [fault]).map(({ atMillis }) => atMillis)).toEqual([9999, 17_001]);
    expect(longestAfterEffect(failures, [fault])).toBe(5001);
  });
});
