import { spawnSync } from 'node:child_process';
import { NODE_FLAGS } from '../test/support/node-flags.ts';

const jest = 'node_modules/jest/bin/jest.js';
const { status } = spawnSync(process.execPath, [...NODE_FLAGS, jest, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
