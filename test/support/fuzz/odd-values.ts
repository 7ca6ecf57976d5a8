import type { Dice } from './dice.js';

const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** Texts that have broken servers. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'ada\u0000@example.com',
  '\ud800',
  'a\udfffb',
  '\ufeff',
  '\u202e',
  'a\nb\r\nc: d',
  '🐎'.repeat(50),
  'ﷺ'.repeat(300),
  'x'.repeat(255),
  'x'.repeat(20_000),
  `${'a'.repeat(64)}@${'b'.repeat(180)}.com`,
  `"a b"@example.com`,
  'ada@example.com, eve@example.com',
  "' or '1'='1",
  '\\',
  '%_\\%',
  '__proto__',
  'constructor',
  'null',
  '{}',
  '-1',
  '1e400',
  NIL_ID,
  NIL_ID.replaceAll('0', 'F'),
  `{${NIL_ID}}`,
  'SELECT 1; DROP TABLE users',
  '{{7*7}}',
  'a.b.c',
  'Bearer x',
];

const ODD_NUMBERS = [0, -1, 1, 2, 100, 101, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e21, 1e308, 1.5, -0];

const ODD_TIMES = [
  ...['0000-01-01T00:00:00.000Z', '0000-00-00T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-01-01T24:00:00Z'],
  ...['2026-02-30T00:00:00.000Z', '2026-01-01T00:00:00.000000000001Z', '2026-01-01T00:00Z', 'infinity', 'now'],
];
const ODD_IDS = [
  NIL_ID,
  NIL_ID.replaceAll('0', 'f'),
  NIL_ID.replaceAll('0', 'F'),
  `{${NIL_ID}}`,
  NIL_ID.replaceAll('-', ''),
];
const ODD_CURSOR_PARTS = [
  ...ODD_TIMES,
  ...ODD_IDS,
  '',
  'a\u0000',
  '\ud800',
  5,
  1e21,
  null,
  true,
  {},
  [],
  { $ne: null },
];

export function oddText(dice: Dice): string {
  const kind = dice.number(1, 4);
  if (kind === 1) return dice.text();
  if (kind === 2) return dice.pick(ODD_TEXTS) + dice.pick(ODD_TEXTS);
  return dice.pick(ODD_TEXTS);
}

export function oddNumber(dice: Dice): number {
  return dice.pick(ODD_NUMBERS);
}

/** Looks like a cursor: base64url of a JSON list. */
export function oddCursor(dice: Dice): string {
  const place = [dice.percent(70) ? dice.pick(ODD_TIMES) : dice.pick(ODD_TEXTS), dice.pick(ODD_IDS)];
  const value = dice.pick([place, dice.some(ODD_CURSOR_PARTS, 3), dice.pick(ODD_CURSOR_PARTS)]);
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Of any type that JSON has. */
export function oddJson(dice: Dice): unknown {
  return dice.pick([null, true, oddNumber(dice), oddText(dice), [], [oddText(dice)], {}, { [oddText(dice)]: 1 }]);
}
