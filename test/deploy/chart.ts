import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';

export const CHART = 'deploy/helm/gatehouse';

/** The manifests that Helm renders from sample values; `npm run deploy:check -- --write` writes them. */
export const RENDERED = {
  minimal: { values: 'test/deploy/samples/minimal.values.yaml', file: 'test/deploy/samples/minimal.yaml' },
  everything: { values: 'test/deploy/samples/everything.values.yaml', file: 'test/deploy/samples/everything.yaml' },
} as const;

/** A comment in the rendered file, which makes a machine without Helm notice that the chart has changed since. */
export function chartDigest(sample: keyof typeof RENDERED): string {
  const files = [...globSync(`${CHART}/**/*.{yaml,json,tpl,txt}`).sort(), RENDERED[sample].values];
  const contents = files.map((file) => `${file}\n${readFileSync(file, 'utf8')}`);
  return `# Rendered from files with the digest ${createHash('sha256').update(contents.join('\n')).digest('hex')}.\n`;
}
