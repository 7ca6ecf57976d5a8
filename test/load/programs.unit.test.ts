import { spawnSync } from 'node:child_process';

/** Node.js runs these without a build, and is stricter about imports and syntax than the compiler. */
const PROGRAMS = ['bench', 'chaos', 'mutate', 'scale', 'soak', 'timing'];

describe('programs of load/', () => {
  test.each(PROGRAMS)('the program %s can be run by Node.js as it is', (program) => {
    const { stderr } = spawnSync(process.execPath, [`load/${program}/main.ts`, '--nonsense'], { encoding: 'utf8' });
    expect(stderr).toContain('ERR_PARSE_ARGS_UNKNOWN_OPTION');
  });

  test.each([
    ['bench', '--seconds'],
    ['chaos', '--seconds'],
    ['chaos', '--faults'],
    ['chaos', '--instances'],
    ['scale', '--share'],
    ['soak', '--minutes'],
    ['timing', '--count'],
  ])('the program %s rejects numbers in %s that make no sense', (program, option) => {
    for (const value of ['99999999', 'Infinity', '-1', 'x']) {
      const { stderr } = spawnSync(process.execPath, [`load/${program}/main.ts`, `${option}=${value}`], {
        encoding: 'utf8',
      });
      expect(stderr).toContain(`${option} must be a number from`);
    }
  });
});
