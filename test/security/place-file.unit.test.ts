import { renameSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Logger } from '../../src/logger.js';
import { PlaceFile } from '../../src/security/place-file.js';
import { MUNICH, placeFile, RANGES, writePlaceFile } from '../support/place-file.js';
import { TestClock } from '../support/test-clock.js';

const lines: string[] = [];
const note = (...parts: unknown[]) => void lines.push(String(parts.at(-1)));
const log = { warn: note, info: note } as unknown as Logger;
const clock = new TestClock();
beforeEach(() => {
  lines.length = 0;
});

const open = (path = writePlaceFile()) => PlaceFile.open({ path, clock: clock.now, log });
const problem = (path: string) =>
  open(path).then(
    () => 'none',
    ({ message }: Error) => message,
  );

describe('a file of places', () => {
  test.each([
    [MUNICH, 'de-CH', 'München, Deutschland'],
    [MUNICH, 'en', 'Munich, Germany'],
    [MUNICH, 'pt', 'Munich, Alemanha'],
    [MUNICH, 'ja', 'Munich, Germany'],
    [MUNICH, null, 'Munich, Germany'],
    ['5.2.255.255', 'de', 'Deutschland'],
    ['::ffff:5.1.0.7', 'en', 'Munich, Germany'],
    ['2a01:4f8:1::7', 'de', 'Nürnberg, Deutschland'],
  ])('the address %s in the language %s is in %s', async (address, locale, place) => {
    expect(String(await (await open()).placeOf(address, locale))).toBe(place);
  });

  test('a place has the code of its country', async () => {
    expect((await (await open()).placeOf('5.2.0.1', 'en'))?.countryCode).toBe('DE');
  });

  // Some are in the file on purpose.
  test.each([
    '10.0.0.1',
    '127.0.0.1',
    '::1',
    '169.254.0.1',
    'fe80::1%eth0',
    'fd00::1',
    '5.3.0.1',
    '5.4.0.1',
    'nonsense',
    null,
  ])('an address that is private, unknown or none has no place: %s', async (address) => {
    expect(await (await open()).placeOf(address, 'en')).toBeNull();
  });

  test('a file that is damaged where an address is costs its place, not the response', async () => {
    const content = placeFile({ '5.1.0.0/16': { city: { names: { en: 'x'.repeat(200) } } } });
    content.fill(0xff, content.indexOf('xxx') - 20, content.indexOf('xxx'));
    expect(await (await open(writePlaceFile(content))).placeOf(MUNICH, 'en')).toBeNull();
    expect(lines).toEqual([expect.stringMatching(/is damaged: download it again/)]);
  });
});

describe('a file of places that cannot be used', () => {
  test.each([
    ['a compressed one', gzipSync(placeFile(RANGES)), /is compressed; unpack it/],
    ['half a file', placeFile(RANGES).subarray(0, 900), /is not a whole file in the format of MaxMind/],
    ['something else', Buffer.from('hello'), /is not a whole file in the format of MaxMind/],
    ['an empty file', Buffer.alloc(0), /is not a whole file in the format of MaxMind/],
    ['one without places', placeFile(RANGES, { type: 'GeoLite2-ASN' }), /has no places \(GeoLite2-ASN\); download one/],
  ])('no server starts with %s in place of a file of places', async (_, content, expected) => {
    const message = await problem(writePlaceFile(content));
    expect(message).toMatch(/GEOIP_DATABASE_FILE: /);
    expect(message).toMatch(expected);
  });

  test('no server starts if the file of places does not exist', async () => {
    expect(await problem('/nowhere/places.mmdb')).toMatch(/GEOIP_DATABASE_FILE: cannot be read \(ENOENT\); correct/);
  });
});

describe('a file of places, as time passes', () => {
  const rome = placeFile({ '5.1.0.0/16': { city: { names: { en: 'Rome' } } } });
  const replace = (path: string, content: Buffer) => {
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  };

  test('a file of places that is replaced is used within a minute, without a restart', async () => {
    const path = writePlaceFile();
    const places = await open(path);
    replace(path, rome);
    clock.advance({ seconds: 60 });
    const found = await Promise.all([places.placeOf(MUNICH, 'en'), places.placeOf(MUNICH, 'en')]);
    expect([found.map(String), lines]).toEqual([['Rome', 'Rome'], ['GEOIP_DATABASE_FILE was replaced']]);
  });

  test('a file of places that is replaced by something else stays in use, and the log says why', async () => {
    const path = writePlaceFile();
    const places = await open(path);
    replace(path, Buffer.from('hello'));
    clock.advance({ seconds: 60 });
    expect(String(await places.placeOf(MUNICH, 'en'))).toBe('Munich, Germany');
    expect(lines).toEqual([expect.stringMatching(/not a whole file .* The former file stays in use/)]);
  });

  test.each([
    [89, []],
    [91, [expect.stringMatching(/^GEOIP_DATABASE_FILE is of \d{4}-\d\d-\d\d, .* Replace it/)]],
  ])('a file of places of %d days is named when the server starts if that is too old', async (days, expected) => {
    const builtAt = new Date(clock.now().getTime() - days * 86_400_000);
    await open(writePlaceFile(placeFile(RANGES, { builtAt })));
    expect(lines).toEqual(expected);
  });
});
