import { loadConfig } from '../../src/config/config.js';
import { complaint } from '../support/complaint.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  JWT_SECRET: 'a secret of at least thirty-two bytes',
  SMTP_URL: 'smtps://user:password@mail.example.com:465',
  MAIL_FROM: 'Example <no-reply@example.com>',
  APP_URL: 'https://app.example.com',
};

describe('the configuration', () => {
  test('the configuration needs no variable in development', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      dataDir: '.data',
      accessTokenTtlSeconds: 900,
    });
  });

  test.each(['', ' ', '\t\n'])('a variable whose value is %j counts as not set', (blank) => {
    const blanks = { PORT: blank, JWT_SECRET: blank, METRICS_PORT: blank, OTEL_TRACES_SAMPLER_ARG: blank };
    expect(loadConfig(blanks)).toEqual(loadConfig({}));
  });

  test('whitespace around the value of a variable is ignored', () => {
    expect(loadConfig({ PORT: ' 80\n', NODE_ENV: ' test ' })).toMatchObject({ port: 80, nodeEnv: 'test' });
  });

  test.each(['1e3', '0x10', '+80', '80.0', '-1', '8 0', 'Infinity'])('%s is rejected as a port', (number) => {
    expect(complaint({ PORT: number, METRICS_PORT: number })).toMatch(/ PORT: .*\n {2}METRICS_PORT: /);
  });

  test('the configuration cannot be changed once it is loaded', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  test('all invalid variables are reported at once', () => {
    const message = complaint({
      PORT: 'http',
      BCRYPT_COST: '99',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      JWT_SECRET: 'short',
    });
    for (const variable of ['PORT', 'BCRYPT_COST', 'LOG_LEVEL', 'DATABASE_URL', 'JWT_SECRET']) {
      expect(message).toContain(`  ${variable}: `);
    }
  });

  test.each([
    { TRUST_PROXY: 'foo' },
    { TRUST_PROXY: '10.0.0.0/33' },
    ...['0.0.0.0/0', '::/0', '10.0.0.0/0', '127.0.0.1,::/0', '::ffff:0.0.0.0/96', '::ffff:10.0.0.0/95', '::/129'].map(
      (list) => ({ TRUST_PROXY: list }),
    ),
    ...['10.0.0.1/', '10.0.0.1/8/8', '10.0.0.1/-1', '010.0.0.1', 'fe80::1%eth0', '[::1]', 'loopback', '*', ','].map(
      (list) => ({ TRUST_PROXY: list }),
    ),
    { SMTP_URL: 'smtp://a:b@c:notaport' },
    { DATABASE_URL: 'postgres://x:[' },
    { CORS_ORIGINS: 'example' },
  ] as Array<Record<string, string>>)('the configuration rejects %j', (environment) => {
    expect(complaint(environment)).toContain(Object.keys(environment)[0] ?? '');
  });

  test.each(
    [
      ...['a:80', 'http://a', '[::1]:80', '[::1', '*', 'a b', '0', '127.1', '', '-a', 'a..b', '/socket', 'a\nb'].map(
        (it) => ['HOST', it],
      ),
      ...['*', '[]', 'a:9464'].map((it) => ['METRICS_HOST', it]),
      ...[
        'smtp://',
        'smtp:a',
        'smtp:///a',
        'smtps://u:p@',
        'smtp://u:%zz@a',
        'smtp://a?ignoreTLS=true',
        'smtp://a/b',
      ].map((it) => ['SMTP_URL', it]),
      ...['smtp://a#b', 'http://a', 'smtp://a b', 'smtp://a\tb', 'smtps://a?tls.rejectUnauthorized=false'].map((it) => [
        'SMTP_URL',
        it,
      ]),
      ...['no-reply', 'a@b, c@d', 'A <a@b>, c@d', 'a@b\r\nBcc: c@d', 'A <>', 'team: a@b, c@d;', '@b', 'a@'].map(
        (it) => ['MAIL_FROM', it],
      ),
      ...[
        'https://a?b',
        'https://a#b',
        'https://a/#/',
        'https://u:p@a',
        'https://u@a',
        'https://a\n.b',
        'https://a b',
        '//a',
      ].map((it) => ['APP_URL', it]),
      ...[
        '*',
        'null',
        'https://a/b',
        'https://a?b',
        'https://u@a',
        'https://*.a',
        'https://a,b',
        'file:///a',
        'https://a#',
      ].map((it) => ['CORS_ORIGINS', it]),
      ...['JWT_ISSUER', 'JWT_AUDIENCE', 'OTEL_SERVICE_NAME', 'DATA_DIR'].flatMap((name) =>
        ['a\0b', 'a\nb', 'a\rb'].map((it) => [name, it]),
      ),
      ...['http://a?b', 'http://a#b', 'a:4318', 'grpc://a'].map((it) => ['OTEL_EXPORTER_OTLP_ENDPOINT', it]),
      ...['0x1', '1.1', '-0.1', 'NaN', '1e1', '', '.', '0,5', 'all'].map((it) => ['OTEL_TRACES_SAMPLER_ARG', it]),
      ...['INFO', 'verbose'].map((it) => ['LOG_LEVEL', it]),
      ...['short', 'with a space in it', 'ümlaut-ümlaut-ümlaut'].map((it) => ['METRICS_TOKEN', it]),
      ...['١٢', '1_000', '1,000', '1 000', '²', '99999999999999999999999'].map((it) => ['PRUNE_INTERVAL_SECONDS', it]),
      ...['maybe', '2'].map((it) => ['MAIL_DISABLED', it]),
      ...['blue', '#fff', '#12345g', '1d4ed8', '#1d4ed8ff', '#ffd400', '#777777'].map((it) => ['BRAND_COLOR', it]),
      ...['http://a/logo.png', 'data:image/png;base64,AAAA', '/logo.png', 'https://u:p@a'].map((it) => [
        'BRAND_LOGO_URL',
        it,
      ]),
      ...['javascript:alert(1)', 'https://u:p@a/terms', 'terms.html'].flatMap((it) => [
        ['BRAND_PRIVACY_URL', it],
        ['BRAND_TERMS_URL', it],
      ]),
      ...['a\nb', 'n'.repeat(61)].map((it) => ['BRAND_NAME', it]),
    ].filter(([, value]) => value) as Array<[string, string]>,
  )('%s=%j is rejected in one line that names the variable', (variable, value) => {
    const [, ...lines] = complaint({ [variable]: value }).split('\n');
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^  ${variable}: .`))]);
    if (value.length > 8) expect(lines[0]).not.toContain(value);
  });

  test.each<[string, Record<string, string>]>([
    ['BREACHED_PASSWORDS_FILE: is required', { BREACHED_PASSWORDS: 'file' }],
    ['BREACHED_PASSWORDS_FILE: requires', { BREACHED_PASSWORDS: 'range', BREACHED_PASSWORDS_FILE: 'pwned.txt' }],
    ['BREACHED_PASSWORDS_URL: requires', { BREACHED_PASSWORDS_URL: 'https://pwned.example.com/range/' }],
    ['BREACHED_PASSWORDS_FAIL: requires', { BREACHED_PASSWORDS_FAIL: 'closed' }],
  ])('settings of breached passwords that contradict each other are reported: %s', (problem, environment) => {
    expect(complaint(environment)).toContain(problem);
  });

  test.each<[number, Record<string, string>]>([
    [8, {}],
    [15, { PASSWORD_POLICY: 'nist' }],
    [15, { PASSWORD_POLICY: 'nist', SECOND_FACTOR_REQUIRED_FOR: 'administrators' }],
    [8, { PASSWORD_POLICY: 'nist', SECOND_FACTOR_REQUIRED_FOR: 'everyone' }],
    [8, { SECOND_FACTOR_REQUIRED_FOR: 'everyone' }],
    [12, { PASSWORD_POLICY: 'nist', PASSWORD_MIN_LENGTH: '12' }],
    [20, { PASSWORD_MIN_LENGTH: '20' }],
  ])('passwords must have %d characters with %j', (length, environment) => {
    expect(loadConfig(environment).passwordMinLength).toBe(length);
  });

  test('PASSWORD_POLICY=nist rejects PASSWORD_REQUIRED_CHARACTERS, which NIST forbids', () => {
    const environment = { PASSWORD_POLICY: 'nist', PASSWORD_REQUIRED_CHARACTERS: 'digit' };
    expect(complaint(environment)).toContain('PASSWORD_REQUIRED_CHARACTERS: must not be set with PASSWORD_POLICY=nist');
  });

  test('breached passwords are looked up at Have I Been Pwned, unless another service is configured', () => {
    const range = { BREACHED_PASSWORDS: 'range' };
    expect(loadConfig(range).breachedPasswordsUrl).toBe('https://api.pwnedpasswords.com/range/');
    const BREACHED_PASSWORDS_URL = 'https://pwned.example.com/range';
    expect(loadConfig({ ...range, BREACHED_PASSWORDS_URL }).breachedPasswordsUrl).toBe(BREACHED_PASSWORDS_URL);
  });

  test.each([
    ['HOST', '[::1]', '::1'],
    ['HOST', '::', '::'],
    ['HOST', 'fe80::1%eth0', 'fe80::1%eth0'],
    ['HOST', 'my_host.internal', 'my_host.internal'],
    ['SMTP_URL', 'smtp://u%40a:p%2F@mail.example.com:25/', 'smtp://u%40a:p%2F@mail.example.com:25/'],
    ['SMTP_URL', 'smtp://[::1]:25', 'smtp://[::1]:25'],
    ['MAIL_FROM', '"Example, Inc." <no-reply@example.com>', '"Example, Inc." <no-reply@example.com>'],
    ['BRAND_COLOR', '#1D4ED8', '#1d4ed8'],
    ['BRAND_COLOR', '#767676', '#767676'],
    ['BRAND_NAME', 'Müller & Söhne', 'Müller & Söhne'],
    ['BRAND_LOGO_URL', 'https://cdn.example.com/logo.png?v=2', 'https://cdn.example.com/logo.png?v=2'],
    ['BRAND_TERMS_URL', 'https://example.com/legal#terms', 'https://example.com/legal#terms'],
    ['APP_URL', 'https://example.com/app/', 'https://example.com/app/'],
    ['OTEL_TRACES_SAMPLER_ARG', '1e-3', 0.001],
    ['OTEL_TRACES_SAMPLER_ARG', '.5', 0.5],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://a/v1/traces?key=b', 'https://a/v1/traces?key=b'],
  ])('%s=%s is accepted', (variable, text, value) => {
    expect(Object.values(loadConfig({ [variable]: text }))).toContain(value);
  });

  test('metrics are served to this machine only, unless METRICS_HOST or METRICS_TOKEN is set', () => {
    const HOST = '192.0.2.1';
    expect(loadConfig({ HOST }).metricsHost).toBe('127.0.0.1');
    expect(loadConfig({ HOST, METRICS_TOKEN: 'a-token-of-the-tests' }).metricsHost).toBe(HOST);
    expect(loadConfig({ HOST, METRICS_TOKEN: 'a-token-of-the-tests', METRICS_HOST: '[::1]' }).metricsHost).toBe('::1');
    expect(loadConfig({ HOST, METRICS_HOST: '0.0.0.0' }).metricsHost).toBe('0.0.0.0');
  });

  test('TRUST_PROXY accepts addresses and ranges of proxies', () => {
    expect(loadConfig({ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1' }).trustProxy).toBe('127.0.0.1, 10.0.0.0/8,::1');
    expect(loadConfig({ TRUST_PROXY: '::ffff:10.0.0.0/104' }).trustProxy).toBe('::ffff:10.0.0.0/104');
    expect(loadConfig({}).trustProxy).toBe('');
  });

  test('a complaint about the configuration repeats no secret', () => {
    const message = complaint({
      JWT_SECRET: 'hunter2hunter2',
      DATABASE_URL: 'mysql://root:hunter2@db',
      PASSWORD_PEPPER: 'hunter2',
    });
    expect(message).toContain('JWT_SECRET');
    expect(message).not.toContain('hunter2');
  });

  test('no secret is made up in production', () => {
    expect(complaint({ NODE_ENV: 'production' })).toContain('JWT_SECRET: is required in production');
    expect(complaint(PRODUCTION)).toBe('');
  });

  test('production requires a bcrypt cost of at least 10', () => {
    expect(complaint({ ...PRODUCTION, BCRYPT_COST: '9' })).toContain('BCRYPT_COST');
  });

  test.each(['SMTP_URL', 'MAIL_FROM', 'APP_URL'])('production requires %s, unless MAIL_DISABLED is set', (variable) => {
    expect(complaint({ ...PRODUCTION, [variable]: '' })).toContain(`${variable}: is required in production`);
    expect(complaint({ ...PRODUCTION, [variable]: '', MAIL_DISABLED: 'true' })).toBe('');
  });

  test('passkeys belong to the front end by default', () => {
    const { passkeyRpId, passkeyOrigins } = loadConfig({ APP_URL: 'https://app.example.com/start' });
    expect([passkeyRpId, passkeyOrigins]).toEqual(['app.example.com', ['https://app.example.com']]);
  });

  test.each([
    { APP_URL: 'https://app.example.com', PASSKEY_RP_ID: 'example.com' },
    { PASSKEY_RP_ID: 'example.com', PASSKEY_ORIGINS: 'https://a.example.com,https://example.org' },
    { PASSKEY_RP_ID: 'localhost', PASSKEY_ORIGINS: 'http://localhost:5173' },
    { PASSKEY_RP_ID: 'example.com', PASSKEY_ORIGINS: `android:apk-key-hash:${'a'.repeat(43)}` },
  ])('passkeys may have the settings %j', (environment) => {
    expect(loadConfig(environment).passkeyOrigins.length).toBeGreaterThan(0);
  });

  test.each([
    ['PASSKEY_RP_ID', { APP_URL: 'https://app.example.com', PASSKEY_RP_ID: 'example.org' }],
    ['PASSKEY_RP_ID', { APP_URL: 'https://example.com', PASSKEY_RP_ID: 'app.example.com' }],
    ['PASSKEY_RP_ID', { APP_URL: 'https://badexample.com', PASSKEY_RP_ID: 'example.com' }],
    ...['https://example.com', 'example.com:443', '127.0.0.1', '*.example.com', 'example.com.'].map((id) => [
      'PASSKEY_RP_ID',
      { APP_URL: 'https://example.com', PASSKEY_RP_ID: id },
    ]),
    ['PASSKEY_ORIGINS', { APP_URL: 'https://example.com', PASSKEY_ORIGINS: 'https://example.org' }],
    ['PASSKEY_ORIGINS', { PASSKEY_RP_ID: 'example.com', PASSKEY_ORIGINS: 'http://example.com' }],
    ...['https://localhost/', 'https://localhost/a', 'localhost', 'null', '*', 'android:apk-key-hash:short'].map(
      (origin) => ['PASSKEY_ORIGINS', { PASSKEY_ORIGINS: origin }],
    ),
  ] as [string, Record<string, string>][])('%s is named where passkeys could not work: %j', (setting, environment) => {
    expect(complaint(environment)).toContain(`${setting}: `);
  });

  test('emails come from this machine in development', () => {
    expect(loadConfig({}).mailFrom).toContain('@localhost');
  });

  test.each([
    ['its own pages', {}, 'http://localhost:4000/account'],
    ['its own pages at another port', { PORT: '4100' }, 'http://localhost:4100/account'],
    ['a front end of Vite where it has no pages', { ACCOUNT_PAGES: 'false' }, 'http://localhost:5173'],
    [
      'the issuer, if that is a URL',
      { ...PRODUCTION, APP_URL: '', JWT_ISSUER: 'https://id.example.com' },
      'https://id.example.com/account',
    ],
    [
      'APP_URL, whatever else is set',
      { ...PRODUCTION, JWT_ISSUER: 'https://id.example.com' },
      'https://app.example.com',
    ],
  ])('by default, emails link to %s', (_, environment, appUrl) => {
    expect(loadConfig(environment).appUrl).toBe(appUrl);
  });

  test('production requires APP_URL if there are no account pages', () => {
    const environment = { ...PRODUCTION, APP_URL: '', JWT_ISSUER: 'https://id.example.com', ACCOUNT_PAGES: 'false' };
    expect(complaint(environment)).toContain('APP_URL: is required in production');
  });

  test('the service is named as the sender of its emails, or as the host of its front end', () => {
    expect(loadConfig(PRODUCTION).brandName).toBe('Example');
    expect(loadConfig({ ...PRODUCTION, MAIL_FROM: 'no-reply@example.com' }).brandName).toBe('app.example.com');
    expect(loadConfig({ ...PRODUCTION, BRAND_NAME: 'Acme' }).brandName).toBe('Acme');
  });

  test('REQUIRE_VERIFIED_EMAIL requires that email is not disabled', () => {
    expect(complaint({ MAIL_DISABLED: 'true', REQUIRE_VERIFIED_EMAIL: 'true' })).toContain(
      'REQUIRE_VERIFIED_EMAIL: requires email',
    );
  });

  test('the explorer and introspection are on in development, and in production only if a setting says so', () => {
    const shown = (environment: Record<string, string>) => {
      const { explorerEnabled, introspectionEnabled } = loadConfig(environment);
      return [explorerEnabled, introspectionEnabled];
    };
    expect(shown({})).toEqual([true, true]);
    expect(shown(PRODUCTION)).toEqual([false, false]);
    expect(shown({ ...PRODUCTION, EXPLORER_ENABLED: 'true', INTROSPECTION_ENABLED: 'yes' })).toEqual([true, true]);
  });

  test('the admin console is on in development, and in production only if a setting says so', () => {
    const isOn = (environment: Record<string, string>) => loadConfig(environment).adminConsole;
    expect([isOn({}), isOn({ ADMIN_CONSOLE: 'false' })]).toEqual([true, false]);
    expect([isOn(PRODUCTION), isOn({ ...PRODUCTION, ADMIN_CONSOLE: 'true' })]).toEqual([false, true]);
  });

  test('there is no admin console without account pages, where administrators sign in', () => {
    expect(loadConfig({ ACCOUNT_PAGES: 'false' }).adminConsole).toBe(false);
    expect(complaint({ ACCOUNT_PAGES: 'false', ADMIN_CONSOLE: 'true' })).toContain(
      'ADMIN_CONSOLE: requires ACCOUNT_PAGES',
    );
  });

  test('refresh tokens must live at least as long as access tokens', () => {
    expect(complaint({ ACCESS_TOKEN_TTL_SECONDS: '60', REFRESH_TOKEN_TTL_SECONDS: '59' })).toContain(
      'REFRESH_TOKEN_TTL_SECONDS',
    );
  });

  test.each([
    ['LOGIN_FIRST_DELAY_SECONDS', { LOGIN_FIRST_DELAY_SECONDS: '60', LOGIN_LONGEST_DELAY_SECONDS: '30' }],
    ['DATABASE_LISTEN_URL', { DATABASE_LISTEN_URL: 'postgresql://gatehouse@db/gatehouse' }],
    ['METRICS_PORT', { METRICS_PORT: '4000' }],
    ['ADMIN_EMAIL', { ADMIN_EMAIL: 'root@example.com', MAIL_DISABLED: 'true' }],
    ['TOKEN_INTROSPECTION_SECRET', { ...PRODUCTION, TOKEN_INTROSPECTION_SECRET: PRODUCTION.JWT_SECRET }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'app.example.com:443' }],
    ['APP_URL', { APP_URL: 'javascript:alert(1)' }],
  ])('a value of %s that makes no sense is rejected', (variable, environment) => {
    expect(complaint(environment)).toContain(variable);
  });

  test('a setting that is a list may contain whitespace and a trailing comma', () => {
    const { passwordRequiredCharacters } = loadConfig({ PASSWORD_REQUIRED_CHARACTERS: 'upper, digit,' });
    expect(passwordRequiredCharacters).toEqual(['upper', 'digit']);
    expect(complaint({ PASSWORD_REQUIRED_CHARACTERS: 'emoji' })).toContain('PASSWORD_REQUIRED_CHARACTERS');
  });
});
