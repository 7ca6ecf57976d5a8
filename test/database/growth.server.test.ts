import { spawnSync } from 'node:child_process';

/** A thousandth of what `npm run scale` fills: too little to compare times, or for PostgreSQL to need an index. */
const SHARE = '0.001';

test('npm run scale compares an empty database with a full one, and prints what rows take up', () => {
  const program = ['load/scale/main.ts', '--share', SHARE, '--samples', '10'];
  const { stdout } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  expect(stdout).toMatch(/^sessions +3000 +\d+$/m);
  expect(stdout).toMatch(/^refreshToken +[\d.]+ +[\d.]+ +[\d.]+$/m);
  expect(stdout).toMatch(/^Pruning took [\d.]+ s; it held locks for at most \d+ ms at a time/m);
});
