import { spawnSync } from 'node:child_process';

/** A thousandth of what `npm run scale` fills: too little to compare times, enough to see that it works. */
const SHARE = '0.001';

describe('npm run scale', () => {
  test('finds every statement to use an index, and prints what rows take up', () => {
    const program = ['load/scale/main.ts', '--share', SHARE, '--samples', '10'];
    const { stdout } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    expect(stdout).toMatch(/^sessions +3000 +\d+$/m);
    expect(stdout).not.toContain('was read as a whole');
  });
});
