import { checkNamedTests, type RanTest, type Run, readNamedTests } from '../support/asvs.ts';

const FILE = 'test/credentials/login.api.test.ts';
const NAMED = { file: FILE, title: 'refuses %s, it has under $length characters' };

const ran = (title: string, status = 'passed', file = FILE): RanTest => ({ file, title, status });
const check = (tests: RanTest[], run: Partial<Run> = {}, named = NAMED) =>
  checkNamedTests([named], { tests, isWhole: true, hasBrowser: true, ...run });

const SHORT = 'refuses short, it has under 8 characters';
const BRIEF = 'refuses brief, it has under 8 characters';

test('the file and title of a named test are read from the last column of the table', () => {
  const row =
    '| 6.2.1 | 1 | ✓ | How. | `test/credentials/login.api.test.ts` › refuses %s, it has under $length characters |';
  expect(readNamedTests(`| item |\n${row}\n`)).toEqual([NAMED]);
});

test('a named test is proven by all of its rows, on each database', () => {
  expect(check([ran(SHORT), ran(SHORT), ran(BRIEF), ran('something else', 'failed')])).toEqual({
    failures: [],
    notShown: [],
  });
});

test.each([
  ['failed', [ran(SHORT), ran(BRIEF, 'failed')]],
  ['was skipped', [ran(SHORT), ran(BRIEF, 'pending')]],
  ['was skipped', [ran(SHORT, 'todo')]],
  ['is not among the tests of that file', [ran(`${SHORT}!`), ran(`it ${SHORT}`)]],
  ['did not run', [ran(SHORT, 'passed', 'test/accounts/register.api.test.ts')]],
])('a named test is not proven if it %s', (problem, tests) => {
  expect(check(tests).failures).toEqual([`\`${FILE}\` › ${NAMED.title} ${problem}`]);
});

test('a partial run reports only the named tests of the files that it ran', () => {
  expect(check([], { isWhole: false }).failures).toEqual([]);
  expect(check([ran(SHORT, 'pending')], { isWhole: false }).failures).toHaveLength(1);
});

test('a named browser test is reported, but does not fail, on a machine without a browser', () => {
  const file = 'test/server/cookies.browser.test.ts';
  const skipped = [ran('works', 'pending', file)];
  const found = (hasBrowser: boolean) => check(skipped, { hasBrowser }, { file, title: 'works' });
  expect([found(true).failures, found(false).failures]).toEqual([[expect.any(String)], []]);
  expect(found(false).notShown).toEqual([`\`${file}\` › works was skipped`]);
});
