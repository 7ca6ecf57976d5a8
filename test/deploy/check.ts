import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool, TOOLS, type Tool } from '../support/deploy-tools.ts';
import { freePort } from '../support/free-port.ts';
import { configureProxy, PROXIES } from '../support/proxy-samples.ts';
import { CHART, chartDigest, RENDERED } from './chart.ts';

// Has each file of deploy/ read by the program that it is for: npm run deploy:check. Programs that are missing are named.
// With --write, the chart is rendered again.

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-deploy-'));
const isWriting = process.argv.includes('--write');
const failures: string[] = [];

/** Runs a tool, and shows what it says if it fails. @returns its standard output. */
function run(tool: Tool, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(findTool(tool) as string, args, { encoding: 'utf8' });
  report(`${tool} ${args.slice(0, 2).join(' ')}`, status === 0, stdout + stderr);
  return stdout;
}

function report(what: string, isRight: boolean, output = ''): void {
  console.log(`${isRight ? 'ok     ' : 'FAILED '} ${what}`);
  if (isRight) return;
  console.log(output);
  failures.push(what);
}

async function checkNginx(): Promise<void> {
  const addresses = { folder, port: await freePort(), plainPort: await freePort(), serverPort: '4000' };
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configureProxy('nginx', addresses));
  run('nginx', '-t', ...PROXIES.nginx.argumentsFor(file, folder));
}

function checkCaddy(): void {
  run('caddy', 'validate', '--adapter', 'caddyfile', '--config', PROXIES.caddy.file);
  const formatted = run('caddy', 'fmt', PROXIES.caddy.file);
  report('the Caddyfile is formatted', formatted === readFileSync(PROXIES.caddy.file, 'utf8'), formatted);
}

function checkPrometheus(): void {
  run('promtool', 'check', 'rules', 'deploy/prometheus/rules.yaml');
  run('promtool', 'test', 'rules', 'deploy/prometheus/rules.test.yaml');
  run('promtool', 'check', 'config', 'deploy/prometheus/prometheus.yaml');
}

/** Its program is the Node.js of this machine, for systemd wants it to exist. */
function checkUnit(): void {
  const file = join(folder, 'gatehouse.service');
  const unit = readFileSync('deploy/systemd/gatehouse.service', 'utf8');
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
  run('systemd-analyze', 'verify', file);
  const exposure = run('systemd-analyze', 'security', '--offline=true', '--threshold=15', '--no-pager', file);
  console.log(`        ${exposure.trim().split('\n').at(-1)}`);
}

function checkChart(): void {
  for (const [sample, { values, file }] of Object.entries(RENDERED)) {
    run('helm', 'lint', '--strict', '--quiet', CHART, '--values', values);
    const rendered = run('helm', 'template', 'gatehouse', CHART, '--namespace', 'auth', '--values', values);
    const expected = chartDigest(sample as keyof typeof RENDERED) + rendered;
    if (isWriting) writeFileSync(file, expected);
    report(`${file} is what the chart renders`, readFileSync(file, 'utf8') === expected, 'Run with --write.');
  }
}

const CHECKS: Record<Tool, () => void | Promise<void>> = {
  nginx: checkNginx,
  caddy: checkCaddy,
  promtool: checkPrometheus,
  'systemd-analyze': checkUnit,
  helm: checkChart,
};

try {
  for (const [tool, check] of Object.entries(CHECKS) as Array<[Tool, () => void | Promise<void>]>) {
    if (findTool(tool)) await check();
    else console.log(`missing ${tool}: ${TOOLS[tool]}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures.length > 0 ? 1 : 0;
