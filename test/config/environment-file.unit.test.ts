import { mkdirSync, writeFileSync } from 'node:fs';
import { chdir, cwd } from 'node:process';
import { ConfigError, environmentFile, readEnvironment } from '../../src/config/config.js';
import { createDataFolder } from '../support/databases.js';

const folder = cwd();
const { env } = process;
beforeEach(async () => {
  process.env = { ...env };
  chdir(await createDataFolder());
});
afterEach(() => {
  process.env = env;
  chdir(folder);
});

test('a .env that cannot be read is reported by its name', () => {
  mkdirSync('.env');
  expect(readEnvironment).toThrow(ConfigError);
  expect(readEnvironment).toThrow(/ \.env: cannot be read/);
});

test('variables of the environment take precedence over the .env', () => {
  writeFileSync('.env', 'BRAND_NAME=the file\nMAIL_FROM=the file\n');
  process.env.BRAND_NAME = 'the environment';
  expect(readEnvironment()).toMatchObject({ BRAND_NAME: 'the environment', MAIL_FROM: 'the file' });
});

test('the first setting of a .env that Windows has written counts, too', () => {
  writeFileSync('.env', '\uFEFFNODE_ENV=production\r\nexport BRAND_NAME="the file"\r\n');
  delete process.env.NODE_ENV;
  expect(readEnvironment()).toMatchObject({ NODE_ENV: 'production', BRAND_NAME: 'the file' });
});

test.each([
  ['development', '', 'read'],
  ['development', 'production', 'read'],
  ['production', '', 'ignored'],
  ['production', 'development', 'ignored'],
  ['production', 'production', 'read'],
])('in %s, a .env with NODE_ENV=%s is %s', (mode, modeOfFile, expected) => {
  writeFileSync('.env', `NODE_ENV=${modeOfFile}\nBRAND_NAME=the file\n`);
  process.env.NODE_ENV = mode;
  expect(environmentFile()).toBe(expected);
  expect(readEnvironment().BRAND_NAME).toBe(expected === 'read' ? 'the file' : undefined);
});

test('production starts without a .env that it cannot read', () => {
  mkdirSync('.env');
  process.env.NODE_ENV = 'production';
  expect(readEnvironment()).toMatchObject({ NODE_ENV: 'production' });
});
