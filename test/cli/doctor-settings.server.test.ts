import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKey } from '../../src/config/key-files.js';
import { runCli } from '../support/cli.js';
import { createDataFolder } from '../support/databases.js';
import { doctor } from '../support/doctor.js';
import { freePort } from '../support/free-port.js';
import { leakDetector } from '../support/leaks.js';
import { placeFile, RANGES, writePlaceFile } from '../support/place-file.js';

const GUESSABLE = 'secret secret secret secret secret';
leakDetector.addSecret(GUESSABLE);

const RANDOM = generateKey('HS256').trim();
leakDetector.addSecret(RANDOM);

const PRODUCTION = { NODE_ENV: 'production', BCRYPT_COST: '10', MAIL_DISABLED: 'true', JWT_SECRET: RANDOM };

let folder: string;
beforeEach(async () => {
  folder = await createDataFolder();
});

const judge = (settings: Record<string, string>) => doctor({ DATA_DIR: join(folder, 'data'), ...settings }, folder);

async function keyFile(name: string, algorithm: 'ES256' | 'HS256', mode = 0o600): Promise<string> {
  await writeFile(join(folder, name), generateKey(algorithm), { mode });
  return name;
}

describe('doctor, on settings', () => {
  test('doctor reports every wrong setting at once, without its value', async () => {
    const { code, of, output } = await judge({ PORT: 'hunter2', SMTP_URL: 'hunter2', JWT_SECRET: 'hunter2' });
    expect(of('settings').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'fault: PORT:',
      'fault: JWT_SECRET:',
      'fault: SMTP_URL:',
    ]);
    expect([code, output.includes('hunter2')]).toEqual([1, false]);
  });

  test('doctor reports a contradiction between settings of passkeys', async () => {
    const { of } = await judge({ PASSKEY_RP_ID: 'example.com', PASSKEY_ORIGINS: 'https://example.org' });
    expect(of('settings')).toEqual([expect.stringMatching(/^fault: PASSKEY_ORIGINS: must include a page/)]);
  });

  test('doctor reports an ADMIN_EMAIL that is not an address, with which no server starts', async () => {
    expect((await judge({ ADMIN_EMAIL: 'root' })).of('settings')).toContainEqual(
      expect.stringMatching(/^fault: ADMIN_EMAIL: /),
    );
  });

  test.each([
    [{ RATE_LIMITS_DISABLED: 'true' }, 'RATE_LIMITS_DISABLED'],
    [{ HOST: '0.0.0.0' }, 'HOST'],
    [PRODUCTION, 'SECRETS_KEYS'],
    [{ ...PRODUCTION, SMTP_ALLOW_PLAINTEXT: 'true' }, 'SMTP_ALLOW_PLAINTEXT'],
  ])('doctor warns of what the settings %j allow', async (settings, name) => {
    const { code, of } = await judge(settings);
    expect([code, of('settings')]).toEqual([0, expect.arrayContaining([expect.stringMatching(`^warning: ${name}: `)])]);
  });

  test('doctor says all that needs SECRETS_KEYS', async () => {
    const found = (await judge(PRODUCTION)).of('settings').find((each) => each.includes('SECRETS_KEYS'));
    for (const what of ['authenticator app', 'webhook']) expect(found).toContain(what);
  });

  test('doctor warns of a .env that others can read, and of one that production does not read', async () => {
    await writeFile(join(folder, '.env'), 'PORT=4001\n', { mode: 0o644 });
    await chmod(join(folder, '.env'), 0o644);
    const { of } = await judge(PRODUCTION);
    expect(of('settings')).toContainEqual(expect.stringMatching(/^warning: .*Run: chmod 600 .env$/));
    expect(of('settings')).toContainEqual(expect.stringMatching(/^warning: .env is not read in production/));
  });

  test('doctor prints a table for people, and counts the faults', async () => {
    const { code, output } = await runCli(['doctor'], { PORT: 'http' }, '', folder);
    expect([code, output]).toEqual([1, expect.stringMatching(/^fault {4}settings {12}PORT: .*\n\nFaults found: 1\./)]);
  });
});

describe('doctor, on the file of places', () => {
  test.each([
    [new Date(), 0, 'ok: GEOIP_DATABASE_FILE can be read'],
    [new Date('2020-01-01'), 0, expect.stringMatching(/^warning: GEOIP_DATABASE_FILE is of 2020-01-01, .* Replace it/)],
  ])('doctor judges a file of places that was made at %s', async (builtAt, expected, finding) => {
    const path = writePlaceFile(placeFile(RANGES, { builtAt }));
    const { code, of } = await judge({ GEOIP_DATABASE_FILE: path });
    expect([code, of('places')]).toEqual([expected, [finding]]);
  });

  test('doctor names a file of places with which no server starts', async () => {
    const { code, of } = await judge({ GEOIP_DATABASE_FILE: join(folder, 'none.mmdb') });
    expect([code, of('places')]).toEqual([
      1,
      [expect.stringMatching(/GEOIP_DATABASE_FILE: cannot be read \(ENOENT\)/)],
    ]);
  });
});

describe('doctor, on keys', () => {
  test('doctor says which key signs, and how many more verify', async () => {
    const files = [await keyFile('one.pem', 'ES256'), await keyFile('two.txt', 'HS256')].join();
    expect((await judge({ JWT_KEY_FILES: files })).of('keys')).toEqual([
      expect.stringMatching(/^ok: ES256 signs with the key [\w-]+; 1 more verify$/),
    ]);
  });

  test('doctor warns of a key file that others can read', async () => {
    const files = [await keyFile('one.pem', 'ES256'), await keyFile('two.pem', 'ES256')];
    await chmod(join(folder, 'two.pem'), 0o644);
    const { code, of } = await judge({ JWT_KEY_FILES: files.join() });
    expect([code, of('keys').slice(1)]).toEqual([
      0,
      [expect.stringMatching(/^warning: File 2 of JWT_KEY_FILES can be read/)],
    ]);
  });

  test.each([
    ['JWT_SECRET', 'the key '],
    ['SECRETS_KEYS', 'key 1 of SECRETS_KEYS'],
    ['TOKEN_INTROSPECTION_SECRET', 'TOKEN_INTROSPECTION_SECRET'],
    ['PASSWORD_PEPPER', 'PASSWORD_PEPPER'],
  ])('doctor warns of a guessable %s, and not of a random one', async (name, named) => {
    const weak = (
      await judge({ ...PRODUCTION, [name]: name === 'PASSWORD_PEPPER' ? 'pepper pepper pepper' : GUESSABLE })
    ).of('keys');
    expect(weak.slice(1)).toEqual([expect.stringMatching(`^warning: ${named}.* looks guessable`)]);
    const strong = await judge({ ...PRODUCTION, [name]: generateKey('HS256').trim() });
    expect(strong.of('keys')).toHaveLength(1);
  });
});

describe('doctor, on files and services', () => {
  test('doctor reports a data folder that is a file', async () => {
    await writeFile(join(folder, 'data'), '');
    const { code, of } = await judge({});
    expect([code, of('data folder')]).toEqual([
      1,
      [expect.stringMatching(/^fault: The data folder .* cannot be used/)],
    ]);
  });

  test('doctor says how much space the data folder has, and warns if others can read it', async () => {
    await chmod(folder, 0o755);
    const { of } = await doctor({ DATA_DIR: folder }, folder);
    expect(of('data folder')).toEqual([
      expect.stringMatching(/has \d+ MB left/),
      expect.stringMatching(/^warning: Other users of this machine can read .*Run: chmod 700 [^']+$/),
    ]);
  });

  test('what doctor says to run for a data folder with a space in its path can be pasted', async () => {
    const spacious = join(folder, 'my data');
    await mkdir(spacious, { mode: 0o755 });
    const { of } = await doctor({ DATA_DIR: spacious }, folder);
    expect(of('data folder')).toContainEqual(expect.stringMatching(/Run: chmod 700 '.*my data'$/));
  });

  test('doctor reports providers with which a server does not start', async () => {
    const provider = { id: 'work', name: 'Work', issuer: 'https://login.example.com', clientId: 'gatehouse' };
    const findingsFor = async (entry: object) => {
      await writeFile(join(folder, 'providers.json'), JSON.stringify([entry]));
      const { code, of } = await judge({ IDENTITY_PROVIDERS_FILE: 'providers.json' });
      return [code, of('providers')];
    };
    expect(await findingsFor(provider)).toEqual([1, [expect.stringMatching(/^fault: .*clientSecret: must be set/s)]]);
    const complete = { ...provider, clientSecret: RANDOM };
    expect(await findingsFor(complete)).toEqual([0, ['ok: people can sign in at work']]);
  });

  test('doctor reports a list of breached passwords that is missing', async () => {
    const { code, of } = await judge({ BREACHED_PASSWORDS: 'file', BREACHED_PASSWORDS_FILE: 'nowhere.txt' });
    expect([code, of('breached passwords')]).toEqual([1, [expect.stringContaining('cannot be read (ENOENT)')]]);
  });

  test.each([
    ['open', 'warning', 0],
    ['closed', 'fault', 1],
  ])('doctor reports a range API that is away, with BREACHED_PASSWORDS_FAIL=%s as a %s', async (fail, state, code) => {
    const url = `http://127.0.0.1:${await freePort()}/range/`;
    const settings = { BREACHED_PASSWORDS: 'range', BREACHED_PASSWORDS_URL: url, BREACHED_PASSWORDS_FAIL: fail };
    const found = await judge(settings);
    expect([found.code, found.of('breached passwords')]).toEqual([
      code,
      [expect.stringMatching(`^${state}: the range API cannot be used: ECONNREFUSED`)],
    ]);
  });
});
