import { globSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '../../src/config/config.js';
import { environmentVariable, settings } from '../../src/config/settings.js';
import { commandOf, parseDockerfile, type Stage } from '../image/dockerfile.js';
import { chartDigest, RENDERED } from './chart.js';

const read = (file: string) => readFileSync(file, 'utf8');

const SETTINGS = Object.keys(settings).map(environmentVariable);
const DEFAULTS = loadConfig({});
const UNIT = read('deploy/systemd/gatehouse.service');
const ENVIRONMENT_FILE = read('deploy/systemd/gatehouse.env');
const VALUES = parse(read('deploy/helm/gatehouse/values.yaml'));
const VALUES_SCHEMA = JSON.parse(read('deploy/helm/gatehouse/values.schema.json'));
const IMAGE = parseDockerfile(read('Dockerfile')).at(-1) as Stage;

/** The value of a line of the unit. */
const unitValue = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(UNIT)?.[1] ?? '';

/** Words in capitals with an underscore, and those few settings without one, where they are used as names. */
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);

// biome-ignore lint/suspicious/noExplicitAny: a manifest of Kubernetes, whose shape is what the tests are there to assert.
type Manifest = any;

const manifestsOf = (sample: string): Manifest[] =>
  parseAllDocuments(read(RENDERED[sample as keyof typeof RENDERED].file)).map((document) => document.toJS());

const samples = Object.keys(RENDERED) as Array<keyof typeof RENDERED>;
const manifests = samples.flatMap((sample) => manifestsOf(sample).map((manifest) => ({ sample, manifest })));
const podsOf = (kind: string): Manifest[] =>
  manifests.filter(({ manifest }) => manifest.kind === kind).map(({ manifest }) => manifest.spec.template.spec);
const servers = podsOf('Deployment');
const [migration] = podsOf('Job');

describe('settings in deploy/', () => {
  const SOURCES = {
    'deploy/systemd/gatehouse.service': named(UNIT, /^Environment=(\w+)=/gm),
    'deploy/systemd/gatehouse.env': named(ENVIRONMENT_FILE, /^#? ?([A-Z][A-Z_]+)=/gm),
    'deploy/helm/gatehouse/values.yaml': named(read('deploy/helm/gatehouse/values.yaml'), /\b([A-Z]+(?:_[A-Z]+)+)\b/g),
    'deploy/helm/gatehouse/values.schema.json': VALUES_SCHEMA.properties.settings.propertyNames.not.enum as string[],
    'deploy/nginx/gatehouse.conf': named(read('deploy/nginx/gatehouse.conf'), /\b([A-Z]+(?:_[A-Z]+)+)\b/g),
    'deploy/caddy/Caddyfile': named(read('deploy/caddy/Caddyfile'), /\b([A-Z]+(?:_[A-Z]+)+)\b/g),
    'the chart': [...servers, migration].flatMap(({ containers: [{ env }] }) => env.map(({ name }: Manifest) => name)),
  };

  test.each(Object.entries(SOURCES))('every setting that %s names exists', (_file, names) => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !SETTINGS.includes(name))).toEqual([]);
  });

  test('a server starts with the settings of the sample for systemd', () => {
    const lines = [...UNIT.matchAll(/^Environment=(\w+)=(.*)$/gm), ...ENVIRONMENT_FILE.matchAll(/^(\w+)=(.*)$/gm)];
    const values = lines.map(([, name = '', value = '']) => [name, value.replace(/^"(.*)"$/, '$1')] as const);
    const environment = Object.fromEntries(values.map(([name, value]) => [name, withSecret(value, name)]));
    expect(loadConfig(environment)).toMatchObject({
      nodeEnv: 'production',
      trustProxy: '127.0.0.1',
      metricsPort: 9464,
    });
  });

  test.each(samples)('a server starts with the settings of the chart and a secret with the rest: %s', (sample) => {
    const { env } = manifestsOf(sample).find(({ kind }) => kind === 'Deployment').spec.template.spec.containers[0];
    const own = env.filter(({ name }: Manifest) => name !== 'JWT_KEY_FILES');
    const environment = Object.fromEntries(own.map(({ name, value }: Manifest) => [name, value]));
    expect(loadConfig({ ...SECRET, ...environment })).toMatchObject({ nodeEnv: 'production', host: '0.0.0.0' });
  });
});

/** Each name has a secret of its own. */
const withSecret = (value: string, name: string) => value.replace('REPLACE_ME', name.repeat(8));

/** What the chart takes from `existingSecret`. */
const SECRET = {
  DATABASE_URL: 'postgresql://gatehouse:secret@db:5432/gatehouse',
  JWT_SECRET: withSecret('REPLACE_ME', 'JWT_SECRET'),
  SMTP_URL: 'smtps://mail.example.com:465',
  MAIL_FROM: 'no-reply@example.com',
};

describe('the unit of systemd', () => {
  test('systemd waits longer for the server to stop than the server for its requests', () => {
    expect(Number(unitValue('TimeoutStopSec'))).toBeGreaterThan(DEFAULTS.shutdownGraceSeconds);
  });

  test('systemd starts the server with the same options of Node.js as the image', () => {
    expect(unitValue('ExecStart').split(' ').slice(1)).toEqual(commandOf(IMAGE, 'CMD').slice(1));
  });

  test('systemd lets the server open more files than it accepts live connections', () => {
    expect(Number(unitValue('LimitNOFILE'))).toBeGreaterThan(2 * DEFAULTS.liveConnectionsPerInstance);
  });

  test('the folder of the embedded database is the one that systemd makes', () => {
    expect(UNIT).toContain(`Environment=DATA_DIR=/var/lib/${unitValue('StateDirectory')}\n`);
  });
});

describe('the chart', () => {
  // If this fails, run `npm run deploy:check -- --write` where there is a helm.
  test.each(samples)('the manifests of %s were rendered from the chart as it is', (sample) => {
    expect(read(RENDERED[sample].file)).toContain(chartDigest(sample));
  });

  test('a pod is killed only after it has accepted requests for a while, and finished those that run', () => {
    for (const { terminationGracePeriodSeconds, containers } of servers) {
      const grace = Number(containers[0].env.find(({ name }: Manifest) => name === 'SHUTDOWN_GRACE_SECONDS').value);
      const [command, seconds] = containers[0].lifecycle.preStop.exec.command;
      expect([command, terminationGracePeriodSeconds > Number(seconds) + grace]).toEqual(['sleep', true]);
    }
  });

  test('the server has each path that the chart probes', () => {
    const paths = named(read('src/server/health.ts'), /server\.get\('([^']+)'/g);
    for (const { containers } of servers) {
      const [{ startupProbe, livenessProbe, readinessProbe }] = containers;
      const probed = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path);
      expect(probed).toEqual(['/livez', '/livez', '/readyz']);
      expect(paths).toEqual(expect.arrayContaining(probed));
    }
  });

  test('the containers of the chart run as the user of the image, and write nowhere but to /tmp', () => {
    for (const { securityContext, containers } of [...servers, migration]) {
      expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
      expect(containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  test('the migration runs the command of the image with the settings of the server', () => {
    const [job] = migration.containers;
    const [server] = servers[0].containers;
    expect(job.command).toEqual(['node', '--enable-source-maps', 'dist/src/cli/main.js', 'migrate']);
    expect([job.env, job.envFrom, job.image]).toEqual([server.env, server.envFrom, server.image]);
  });

  test('the migration runs before pods of a new version, and needs nothing that the chart installs', () => {
    const [job] = manifests.filter(({ manifest }) => manifest.kind === 'Job');
    expect(job?.manifest.metadata.annotations['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    expect(JSON.stringify(job?.manifest.spec)).not.toMatch(/configMap|serviceAccountName/);
  });

  test('the chart keeps a pod for every one that it replaces or evicts', () => {
    const [deployment] = manifests.filter(({ manifest }) => manifest.kind === 'Deployment');
    const [budget] = manifests.filter(({ manifest }) => manifest.kind === 'PodDisruptionBudget');
    expect(deployment?.manifest.spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
    });
    expect(budget?.manifest.spec.maxUnavailable).toBe(1);
  });

  test('pods reach only names, the database and the mail server, unless more is allowed', () => {
    const [policy] = manifestsOf('minimal').filter(({ kind }) => kind === 'NetworkPolicy');
    const ports = policy.spec.egress.flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port));
    expect(ports).toEqual([53, 53, 5432, 465]);
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  test.each(samples)('every selector of the chart finds pods, and every port is one of the container: %s', (sample) => {
    const all = manifestsOf(sample);
    const { template } = all.find(({ kind }) => kind === 'Deployment').spec;
    const ports = template.spec.containers[0].ports.map(({ name }: Manifest) => name);
    for (const service of all.filter(({ kind }) => kind === 'Service')) {
      expect(template.metadata.labels).toMatchObject(service.spec.selector);
      expect(ports).toEqual(expect.arrayContaining(service.spec.ports.map(({ targetPort }: Manifest) => targetPort)));
    }
  });

  test('the chart refuses secrets, and what it determines itself, among the settings', () => {
    const refused: string[] = VALUES_SCHEMA.properties.settings.propertyNames.not.enum;
    const secrets = SETTINGS.filter((name) => /SECRET|PEPPER|TOKEN$|^(DATABASE|SMTP).*_URL$/.test(name));
    const own = servers[0].containers[0].env.map(({ name }: Manifest) => name);
    const given = Object.keys(parse(read(RENDERED.minimal.values)).settings);
    expect(refused).toEqual(
      expect.arrayContaining([...secrets, ...own.filter((name: string) => !given.includes(name))]),
    );
  });

  test('each value of the chart has a place in its schema', () => {
    expect(Object.keys(VALUES_SCHEMA.properties)).toEqual(expect.arrayContaining(Object.keys(VALUES)));
  });
});

test.each(globSync('deploy/{prometheus,helm/gatehouse}/*.yaml'))('%s is YAML', (file) => {
  expect(parseAllDocuments(read(file)).flatMap(({ errors }) => errors)).toEqual([]);
});

describe('the version', () => {
  const chart = parse(read('deploy/helm/gatehouse/Chart.yaml'));

  test('the chart installs the version of the project', () => {
    expect(chart.appVersion).toBe(JSON.parse(read('package.json')).version);
  });
});
