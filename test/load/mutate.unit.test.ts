import { inFile, mutate, problemsOf, projectsOf } from '../../load/mutate/mutation.ts';
import { MUTATIONS } from '../../load/mutate/mutations/index.ts';
import { judge } from '../../load/mutate/verdict.ts';

const [MUTATION] = inFile('src/security/token-derivation.ts', [
  { promise: 'It holds.', find: 'a + b', replace: "'$&'", tests: ['test/sessions/me.api.test.ts'] },
]) as [(typeof MUTATIONS)[number]];

describe('the list of npm run mutate', () => {
  test.each(MUTATIONS.map((each) => [each.promise, each] as const))(
    'a mutation applies to the project as it is: %s',
    (_, each) => {
      expect(problemsOf(each, process.cwd())).toEqual([]);
    },
  );

  test('no two mutations have the same promise', () => {
    expect(new Set(MUTATIONS.map(({ promise }) => promise)).size).toBe(MUTATIONS.length);
  });
});

describe('mutations', () => {
  test('a mutation is made at the only place where its text occurs, as it is written', () => {
    expect(mutate('x = a + b;', MUTATION)).toBe("x = '$&';");
  });

  test.each(['x = a - b;', 'x = a + b; y = a + b;'])('a mutation does not apply to %j', (source) => {
    expect(() => mutate(source, MUTATION)).toThrow('in src/security/token-derivation.ts instead of once');
  });

  test('a mutation is tried by the Jest projects that its tests belong to', () => {
    const tests = [
      'test/security/leaks.unit.test.ts',
      'test/database/prune.server.test.ts',
      'test/server/cors.server.test.ts',
      'test/sessions/me.api.test.ts',
    ];
    expect(projectsOf({ tests })).toEqual(['unit', 'server', 'postgresql']);
    expect(projectsOf({ tests, database: 'pglite' })).toContain('pglite');
  });
});

describe('reports of Jest', () => {
  const suite = (status: string, ...tests: [status: string, invocations: number][]) => ({
    testResults: [
      {
        ...{ name: 'me.test.ts', status, message: 'Cannot find module' },
        assertionResults: tests.map(([each, invocations]) => ({ fullName: `is ${each}`, status: each, invocations })),
      },
    ],
  });

  test.each([
    ['a test failed', suite('failed', ['passed', 1], ['failed', 1]), { kind: 'killed', by: 'is failed' }],
    ['what follows the tests failed', suite('failed', ['passed', 1]), { kind: 'killed', by: expect.any(String) }],
    ['every test passed', suite('passed', ['passed', 1]), { kind: 'survived' }],
    ['the file did not load', suite('failed'), { kind: 'invalid', reason: expect.stringContaining('Cannot find') }],
    ['the server did not start', suite('failed', ['failed', 0]), { kind: 'invalid', reason: expect.any(String) }],
    ['there was no test', { testResults: [] }, { kind: 'invalid', reason: 'no test ran' }],
  ])('a report of Jest in which %s gets the right verdict', (_, report, verdict) => {
    expect(judge(report)).toEqual(verdict);
  });
});
