import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { RENDERED } from './chart.js';

/** Beside the packages, so that the types are found from there. */
const FOLDER = 'node_modules/.cache/gatehouse-manifests';

/** Where kubernetes-types has the kinds of an API version; those of operators are missing. */
const MODULES: Record<string, string> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
  'autoscaling/v2': 'autoscaling/v2',
  'batch/v1': 'batch/v1',
  'networking.k8s.io/v1': 'networking/v1',
  'policy/v1': 'policy/v1',
};

// biome-ignore lint/suspicious/noExplicitAny: whether it is a manifest of Kubernetes is what the test finds out.
type Manifest = any;

const manifests: Manifest[] = Object.values(RENDERED).flatMap(({ file }) =>
  parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS()),
);

/** As object literals, in which TypeScript allows no field that the type does not have. */
function program(all: readonly Manifest[]): string {
  const typed = all.map((manifest, index) => {
    const type = `import('kubernetes-types/${MODULES[manifest.apiVersion]}').${manifest.kind}`;
    return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, null, 2)};`;
  });
  return typed.join('\n');
}

/** What the compiler has to say about manifests. */
function complaints(all: readonly Manifest[]): string {
  const file = `${FOLDER}/manifests.ts`;
  writeFileSync(file, program(all));
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'preserve', '--moduleResolution', 'bundler'];
  return spawnSync('node_modules/.bin/tsc', [...options, file], { encoding: 'utf8' }).stdout;
}

beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const known = manifests.filter(({ apiVersion }) => apiVersion in MODULES);

test('every field of the manifests that the chart renders is one of Kubernetes, of the right type', () => {
  expect(complaints(known)).toBe('');
});

test('every kind that the chart renders is known to Kubernetes or to the Prometheus operator', () => {
  const others = manifests.filter((manifest) => !known.includes(manifest)).map(({ kind }) => kind);
  expect(others).toEqual(['ServiceMonitor']);
});

test('a field that Kubernetes does not have is noticed', () => {
  const deployment = structuredClone(known.find(({ kind }) => kind === 'Deployment'));
  deployment.spec.template.spec.gracePeriodSeconds = 5;
  expect(complaints([deployment])).toContain("'\"gracePeriodSeconds\"' does not exist in type 'PodSpec'");
});
