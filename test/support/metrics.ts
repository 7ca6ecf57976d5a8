import type { Gatehouse } from './gatehouse.js';

export interface Sample {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly value: number;
}

const SAMPLE = /^([a-z_:][a-z0-9_:]*)(?:\{(.*)\})? (\S+)$/i;

/** Reads https://prometheus.io/docs/instrumenting/exposition_formats; throws on a line that is no such. */
export function parseMetrics(exposition: string): Sample[] {
  const lines = exposition.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    if (!name) throw new Error(`no sample: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [label, text]);
    return { name, labels: Object.fromEntries(pairs), value: Number(value) };
  });
}

export async function scrape({ app }: Gatehouse, headers: Record<string, string> = {}) {
  return (app.metricsServer ?? app.server).inject({ url: '/metrics', headers });
}

/** The value of a sample, 0 if there is none. */
export async function sampleOf(
  gatehouse: Gatehouse,
  name: string,
  labels: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<number> {
  const samples = parseMetrics((await scrape(gatehouse, headers)).body);
  const found = samples.find((it) => it.name === name && Object.entries(labels).every(([k, v]) => it.labels[k] === v));
  return found?.value ?? 0;
}
