import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, loadConfig } from '../../src/config/config.js';
import { effectiveSettings } from '../../src/config/effective-settings.js';
import { generateKey } from '../../src/config/key-files.js';
import { environmentVariable, settings } from '../../src/config/settings.js';

let folder: string;
let keyFile: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-settings-'));
  keyFile = join(folder, 'key');
  writeFileSync(keyFile, generateKey('HS256'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const shownValue = (environment: Environment, variable: string) =>
  effectiveSettings(loadConfig(environment)).find(({ name }) => name === variable)?.value;

const sourceOf = (environment: Environment, variable: string) =>
  effectiveSettings(loadConfig(environment)).find(({ name }) => name === variable)?.source;

/** In every place of a setting where a secret can stand, one that begins with LEAK. */
const LEAKING: Environment = {
  JWT_SECRET: 'LEAK a secret of the tests that signs: 0123456789',
  TOKEN_INTROSPECTION_SECRET: 'LEAK a secret of the tests to introspect: 0123456789',
  SECRETS_KEYS: 'LEAK the first key of these tests: 0123456789, LEAK the second key of these tests: 0123456789',
  PASSWORD_PEPPER: 'LEAK pepper of the tests',
  METRICS_TOKEN: 'LEAK-0123456789-0123456789',
  DATABASE_URL: 'postgresql://LEAKuser:LEAKpassword@db.example.com:5433/gatehouse?application_name=LEAK',
  DATABASE_LISTEN_URL: 'postgresql:///gatehouse?host=db.example.com&user=LEAK&password=LEAK',
  SMTP_URL: 'smtps://LEAKuser:LEAKpassword@mail.example.com:465',
  BREACHED_PASSWORDS: 'range',
  BREACHED_PASSWORDS_URL: 'https://pwned.example.com/LEAK/',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example.com/LEAK',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/v1?token=LEAK',
};

test('no setting shows a secret, in whatever part of it', () => {
  const shown = effectiveSettings(loadConfig(LEAKING)).map(({ value, description }) => `${value} ${description}`);
  expect(shown.filter((text) => text.includes('LEAK'))).toEqual([]);
});

test('every setting that a secret is in is a secret, or a URL of which the address is shown', () => {
  const all = effectiveSettings(loadConfig(LEAKING));
  const set = all.filter(({ name }) => LEAKING[name]?.includes('LEAK'));
  expect(set.map(({ name, value }) => [name, value])).toEqual([
    ['DATABASE_URL', 'postgresql://db.example.com:5433/gatehouse'],
    ['DATABASE_LISTEN_URL', 'postgresql://db.example.com/gatehouse'],
    ['JWT_SECRET', null],
    ['TOKEN_INTROSPECTION_SECRET', null],
    ['SECRETS_KEYS', null],
    ['PASSWORD_PEPPER', null],
    ['BREACHED_PASSWORDS_URL', 'https://pwned.example.com'],
    ['SMTP_URL', 'smtps://mail.example.com:465'],
    ['METRICS_TOKEN', null],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://traces.example.com'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://traces.example.com'],
  ]);
});

test('these settings are secrets, and no others', () => {
  const secrets = effectiveSettings(loadConfig({})).filter(({ isSecret }) => isSecret);
  expect(secrets.map(({ name }) => name)).toEqual([
    'JWT_SECRET',
    'JWT_KEY_FILES',
    'TOKEN_INTROSPECTION_SECRET',
    'SECRETS_KEYS',
    'PASSWORD_PEPPER',
    'METRICS_TOKEN',
  ]);
});

test('a key in a file is not shown', () => {
  expect(shownValue({ JWT_KEY_FILES: keyFile }, 'JWT_KEY_FILES')).toBeNull();
});

test('all settings are listed, in their order', () => {
  const names = effectiveSettings(loadConfig({})).map(({ name }) => name);
  expect(names).toEqual(Object.keys(settings).map(environmentVariable));
});

test('no description of a setting has a link, for there is no page for it to lead to', () => {
  const descriptions = effectiveSettings(loadConfig({})).map(({ description }) => description);
  expect(descriptions.filter((text) => !text || text.includes(']('))).toEqual([]);
});

test('values of settings are written as in the environment', () => {
  expect(shownValue({}, 'PORT')).toBe('4000');
  expect(shownValue({}, 'MAIL_DISABLED')).toBe('false');
  expect(shownValue({ CORS_ORIGINS: 'https://a.example, https://b.example' }, 'CORS_ORIGINS')).toBe(
    'https://a.example,https://b.example',
  );
  expect(shownValue({}, 'BRAND_LOGO_URL')).toBeNull();
});

test('a Unix socket is the address of a database', () => {
  const url = 'postgresql:///gatehouse?host=/var/run/postgresql';
  expect(shownValue({ DATABASE_URL: url }, 'DATABASE_URL')).toBe('postgresql://%2Fvar%2Frun%2Fpostgresql/gatehouse');
});

test('the source of a setting says whether it is set, follows from others, or is the default', () => {
  expect(sourceOf({}, 'PORT')).toBe('DEFAULT');
  expect(sourceOf({ PORT: '4000' }, 'PORT')).toBe('ENVIRONMENT');
  expect(sourceOf({ PORT: '  ' }, 'PORT')).toBe('DEFAULT');
  expect(sourceOf({}, 'BRAND_NAME')).toBe('DERIVED');
  expect(sourceOf({ PASSWORD_POLICY: 'nist' }, 'PASSWORD_MIN_LENGTH')).toBe('DERIVED');
  expect(sourceOf({ JWT_SECRET: LEAKING.JWT_SECRET }, 'JWT_SECRET')).toBe('ENVIRONMENT');
});
