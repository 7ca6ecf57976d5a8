import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** From the ground up. A room may import rooms of its own layer and of those below it. */
const LAYERS = [
  ['api', 'config', 'clock.ts', 'logger.ts', 'every.ts', 'long-interval.ts'],
  ['database', 'security', 'users'],
  ['sessions', 'mail'],
  ['credentials'],
  ['accounts'],
];

/** What may import everything, and nobody else may import. */
const WIRING = [
  'main.ts',
  'start.ts',
  'app.ts',
  'services.ts',
  'resolvers.ts',
  'entities.ts',
  'maintenance.ts',
  'exit.ts',
  'banner.ts',
  'prune.ts',
  'pretty-log.ts',
  'node-version.ts',
  'cli',
];

const files = globSync('src/**/*.ts');
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const edges = [...imports].flatMap(([from, targets]) => targets.map((to) => ({ from, to })));

function importsOf(file: string): string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?'(\.{1,2}\/[^']+)\.js'/g);
  return [...specifiers].map(([, path = '']) => normalize(join(dirname(file), `${path}.ts`)));
}

const roomOf = (file: string) => file.split('/')[1] ?? '';
const layerOf = (room: string) => LAYERS.findIndex((layer) => layer.includes(room));

function isAllowed(from: string, to: string): boolean {
  if (from === to || WIRING.includes(from)) return true;
  // The edge knows who is signed in, and nothing of what people do.
  if (from === 'server') return layerOf(to) >= 0 && layerOf(to) < layerOf('credentials');
  return layerOf(to) >= 0 && layerOf(to) <= layerOf(from);
}

/** The files of a circle through this one, if there is one. */
function circleThrough(start: string): string[] {
  const seen = new Set<string>();
  const walk = (file: string, path: string[]): string[] => {
    for (const next of imports.get(file) ?? []) {
      if (next === start) return [...path, file, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...path, file]);
      if (found.length > 0) return found;
    }
    return [];
  };
  return walk(start, []);
}

test('every room of the source has a place in the order of imports', () => {
  const rooms = new Set(files.map(roomOf));
  expect([...rooms].filter((room) => room !== 'server' && !WIRING.includes(room) && layerOf(room) < 0)).toEqual([]);
});

test('no room imports one that is above it', () => {
  const wrong = edges.filter(({ from, to }) => !isAllowed(roomOf(from), roomOf(to)));
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(files.map(circleThrough).filter((circle) => circle.length > 0)).toEqual([]);
});
