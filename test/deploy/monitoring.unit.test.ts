import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ErrorCode } from '../../src/api/error-result.js';
import { RequestErrorCode } from '../../src/api/request-errors.js';
import { Metrics } from '../../src/server/telemetry/metrics.js';
import { readExpression } from '../support/promql.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly runbook: string };
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: ReadonlyArray<{ readonly expr: string }>;
}

const read = (file: string) => readFileSync(file, 'utf8');
const OPERATIONS = read('docs/operations.md');

const rules: Rule[] = parse(read('deploy/prometheus/rules.yaml')).groups.flatMap(
  ({ rules }: { rules: Rule[] }) => rules,
);
const ruleTests: Array<{ alert_rule_test: Array<{ alertname: string; exp_alerts?: unknown[] }> }> = parse(
  read('deploy/prometheus/rules.test.yaml'),
).tests;
const dashboard = JSON.parse(read('deploy/grafana/gatehouse.json'));
const panels: Panel[] = dashboard.panels;

const expressions = [
  ...rules.map(({ alert, expr }) => ({ from: alert, expr })),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ from: title, expr }))),
];

const NOTHING = { breached: 0, unknown: 0, unavailable: 0 };

/** Every metric that a server with every feature has, with the values of the labels that it has from the start. */
const { registry } = new Metrics({
  hashingQueueLength: () => 0,
  blacklistedTokenCount: async () => 0,
  databasePool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
  openLiveConnections: () => ({ websocket: 0, event_stream: 0 }),
  breachedPasswordLookups: NOTHING,
  refreshTokenReuses: () => 0,
  delivery: { counts: { sent: 0, failed: 0, rejected: 0, expired: 0 }, oldestWaitSeconds: async () => 0 },
  webhookAttempts: { succeeded: 0, failed: 0, abandoned: 0 },
  webhookBacklog: { failingSeconds: async () => 0, waitingEvents: async () => 0 },
  isListening: () => true,
  lastPruning: () => new Date(0),
});

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, string[]>>;
}

async function metrics(): Promise<Metric[]> {
  const found = await registry.getMetricsAsJSON();
  return found.map(({ name, type, values }) => ({
    name,
    type: String(type),
    labels: (registry.getSingleMetric(name) as unknown as { labelNames: string[] }).labelNames,
    values: Object.groupBy(
      values.flatMap(({ labels }) => Object.entries(labels).map(([label, value]) => ({ label, value: String(value) }))),
      ({ label }) => label,
    ) as never,
  }));
}

/** What Prometheus adds to every series, and what it knows by itself. */
const OF_PROMETHEUS = { labels: ['job', 'instance'], metrics: ['up'] };

const OUTCOMES = ['ok', 'UNAVAILABLE', ...Object.values(ErrorCode), ...Object.values(RequestErrorCode)];

async function metricNamed(name: string): Promise<Metric | undefined> {
  const known = await metrics();
  const isHistogram = (each: Metric) => /^(?:prom)?histogram$/i.test(each.type);
  return known.find((each) => each.name === name || (isHistogram(each) && name === `${each.name}_bucket`));
}

describe('alerts and dashboard', () => {
  test.each(expressions)('every metric and label of "$from" exists: $expr', async ({ expr }) => {
    for (const { metric, matchers } of readExpression(expr).selected) {
      if (OF_PROMETHEUS.metrics.includes(metric)) continue;
      const known = await metricNamed(metric);
      expect([metric, known?.name]).toEqual([metric, metric.replace(/_bucket$/, '')]);
      const labels = [...OF_PROMETHEUS.labels, ...(known?.labels ?? [])];
      for (const { label } of matchers) expect(labels).toContain(label);
    }
  });

  test.each(expressions)('every label that "$from" groups by exists: $expr', async ({ expr }) => {
    const { selected, groupedBy } = readExpression(expr);
    const known = await Promise.all(selected.map(({ metric }) => metricNamed(metric)));
    const labels = ['le', ...OF_PROMETHEUS.labels, ...known.flatMap((metric) => metric?.labels ?? [])];
    expect(labels).toEqual(expect.arrayContaining(groupedBy));
  });

  const outcomes = expressions.flatMap(({ expr }) =>
    readExpression(expr).selected.flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'outcome')),
  );

  test.each(outcomes.flatMap(({ value }) => value.split('|')))('the outcome %s exists', (outcome) => {
    expect(OUTCOMES).toContain(outcome);
  });

  const results = expressions.flatMap(({ expr }) =>
    readExpression(expr).selected.flatMap(({ metric, matchers }) =>
      matchers.filter(({ label }) => label === 'result').map(({ value }) => ({ metric, value })),
    ),
  );

  test.each(results)('$metric has the result $value', async ({ metric, value }) => {
    const samples = (await registry.getSingleMetric(metric)?.get())?.values ?? [];
    expect(samples.map(({ labels }) => labels.result)).toEqual(expect.arrayContaining(value.split('|')));
  });

  test('the dashboard shows every metric of the server but those of Node.js', async () => {
    const shown = panels.flatMap(({ targets = [] }) =>
      targets.flatMap(({ expr }) => readExpression(expr).selected.map(({ metric }) => metric.replace(/_bucket$/, ''))),
    );
    const own = (await metrics()).map(({ name }) => name).filter((name) => name.startsWith('gatehouse_'));
    expect(shown).toEqual(expect.arrayContaining(own));
  });

  test('docs/operations.md describes every metric of the server, and no others', async () => {
    const described = [...OPERATIONS.matchAll(/^\| `(gatehouse_\w+)` \|/gm)].map(([, name]) => name).sort();
    const own = (await metrics()).map(({ name }) => name).filter((name) => name.startsWith('gatehouse_'));
    expect(described).toEqual(own.sort());
  });
});

describe('alerts', () => {
  const anchors = [...OPERATIONS.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

  test.each(rules)('the runbook of $alert is a section of docs/operations.md', ({ annotations: { runbook } }) => {
    const [page, anchor] = runbook.split('#');
    expect([page, anchors.includes(anchor ?? '')]).toEqual(['docs/operations.md', true]);
  });

  test('docs/operations.md says of each alert what to do', () => {
    const described = [...OPERATIONS.matchAll(/^\| `(Gatehouse\w+)` \|/gm)].map(([, name]) => name);
    expect(described).toEqual(rules.map(({ alert }) => alert));
  });

  test.each(rules)('rules.test.yaml has a case that raises $alert, and one that does not', ({ alert }) => {
    const cases = ruleTests.flatMap((each) => each.alert_rule_test).filter(({ alertname }) => alertname === alert);
    expect(new Set(cases.map(({ exp_alerts }) => exp_alerts !== undefined))).toEqual(new Set([true, false]));
  });
});

describe('the dashboard', () => {
  test('each panel of the dashboard has an id of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test('the panels of the dashboard are in its grid, and none covers another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect([new Set(cells).size, panels.every(({ gridPos: { x, w } }) => x + w <= 24)]).toEqual([cells.length, true]);
  });

  test('each panel of the dashboard asks the data source that its user chose', () => {
    // Not a template: Grafana replaces it.
    const chosen = '$'.concat('{datasource}');
    const uids = [...read('deploy/grafana/gatehouse.json').matchAll(/"uid": "(.*)"/g)].map(([, uid]) => uid);
    expect(new Set(uids)).toEqual(new Set([chosen, 'gatehouse']));
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
  });

  test('each row of the dashboard has panels', () => {
    const kinds = panels.map(({ type }) => (type === 'row' ? 'row' : 'panel')).join(' ');
    expect(kinds).not.toMatch(/row row|row$/);
  });
});
