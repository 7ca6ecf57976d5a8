import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** From the ground up. A room imports rooms of the layers below it only, so that there are as many floors as layers. */
const LAYERS = [
  ['api', 'config', 'clock.ts', 'logger.ts'],
  ['database', 'security', 'users', 'delivery', 'every.ts'],
  ['sessions', 'mail', 'migrations'],
  ['credentials', 'server'],
  ['accounts', 'webhooks'],
  ['wiring'],
  ['cli'],
  ['main.ts'],
];

const ANY_IMPORT = /\b(?:from |import |import\()'(\.{1,2}\/[^']+)\.js'/g;
const STATIC_IMPORT = /\b(?:from|import) '(\.{1,2}\/[^']+)\.js'/g;

const files = globSync('src/**/*.ts');
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const edges = [...imports].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));

function importsOf(file: string, pattern = ANY_IMPORT): string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(pattern);
  return [...specifiers].map(([, path = '']) => normalize(join(dirname(file), `${path}.ts`)));
}

const roomOf = (file: string) => file.split('/')[1] ?? '';
const layerOf = (room: string) => LAYERS.findIndex((layer) => layer.includes(room));

function isAllowed(from: string, to: string): boolean {
  return from === to || layerOf(to) < layerOf(from);
}

/** What is left once every file is taken away that imports none of the rest, or that none of the rest imports. */
function filesInCircles(): string[] {
  let left = files;
  for (;;) {
    const within = edges.filter(({ from, to }) => left.includes(from) && left.includes(to));
    const kept = left.filter(
      (file) => within.some(({ from }) => from === file) && within.some(({ to }) => to === file),
    );
    if (kept.length === left.length) return left;
    left = kept;
  }
}

test('every room of the source has a place in the order of imports', () => {
  const rooms = new Set(files.map(roomOf));
  expect([...rooms].filter((room) => layerOf(room) < 0)).toEqual([]);
});

test('no room imports one that is not below it', () => {
  const wrong = edges.filter(({ from, to }) => !isAllowed(roomOf(from), roomOf(to)));
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(filesInCircles()).toEqual([]);
});

describe('the layout of the source', () => {
  const lines = new Map(files.map((file) => [file, readFileSync(file, 'utf8').split('\n').length - 1]));
  // What is loaded later is a file of its own for that reason.
  const importersOf = (file: string) => files.filter((each) => importsOf(each, STATIC_IMPORT).includes(file)).length;

  test('the source has at most 22 rooms at its top', () => {
    expect(new Set(files.map(roomOf)).size).toBeLessThanOrEqual(22);
  });

  test('no source file has more than 250 lines, except the table of settings', () => {
    const long = [...lines].filter(([file, count]) => count > 250 && file !== 'src/config/settings.ts');
    expect(long).toEqual([]);
  });

  test('at most five short files are imported by only one other', () => {
    const short = files.filter((file) => (lines.get(file) ?? 0) <= 30 && !file.includes('/migrations/'));
    expect(short.filter((file) => importersOf(file) === 1).length).toBeLessThanOrEqual(5);
  });

  test('less than a tenth of the lines of the source are imports', () => {
    const importLines = files.flatMap((file) => readFileSync(file, 'utf8').match(/^import [^;]*;$/gm) ?? []);
    const count = importLines.join('\n').split('\n').length;
    expect(count / [...lines.values()].reduce((sum, each) => sum + each, 0)).toBeLessThan(0.1);
  });
});
