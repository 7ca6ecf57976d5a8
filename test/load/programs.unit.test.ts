import { spawnSync } from 'node:child_process';

/** Node.js runs these without a build, and is stricter about imports and syntax than the compiler. */
const PROGRAMS = [
  ...['bench', 'chaos', 'mutate', 'scale', 'soak', 'timing'].map((folder) => `${folder}/main`),
  ...['verifier/bench', 'verifier/chaos'],
];

describe('programs of load/', () => {
  test.each(PROGRAMS)('the program %s can be run by Node.js as it is', (program) => {
    const { stderr } = spawnSync(process.execPath, [`load/${program}.ts`, '--nonsense'], { encoding: 'utf8' });
    expect(stderr).toContain('ERR_PARSE_ARGS_UNKNOWN_OPTION');
  });

  test.each([
    ['bench/main', '--seconds'],
    ['chaos/main', '--seconds'],
    ['chaos/main', '--faults'],
    ['chaos/main', '--instances'],
    ['scale/main', '--share'],
    ['soak/main', '--minutes'],
    ['timing/main', '--count'],
    ['verifier/bench', '--seconds'],
    ['verifier/chaos', '--logouts'],
  ])('the program %s rejects numbers in %s that make no sense', (program, option) => {
    for (const value of ['99999999', 'Infinity', '-1', 'x']) {
      const { stderr } = spawnSync(process.execPath, [`load/${program}.ts`, `${option}=${value}`], {
        encoding: 'utf8',
      });
      expect(stderr).toContain(`${option} must be a number from`);
    }
  });
});
