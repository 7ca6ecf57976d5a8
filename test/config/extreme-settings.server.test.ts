import { z } from 'zod';
import { type Config, loadConfig } from '../../src/config/config.js';
import { environmentVariable, type SettingName, settings } from '../../src/config/settings.js';
import { someEmail } from '../support/api-client.js';
import { createTestDatabase } from '../support/databases.js';
import { useGatehouse } from '../support/gatehouse.js';
import { ServerProcess } from '../support/server-process.js';

type Extreme = 'minValue' | 'maxValue';

/** What a setting of a number accepts; undefined for other settings. */
function boundsOf(schema: unknown): Record<Extreme, number | null> | undefined {
  if (schema instanceof z.ZodNumber) return schema;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return boundsOf(schema.unwrap());
  return schema instanceof z.ZodPipe ? boundsOf(schema.out) : undefined;
}

const NUMBERS = (Object.keys(settings) as SettingName[]).filter((name) => boundsOf(settings[name]));

/** Any port will do, and the tests have little of what threads and bcrypt take. */
const WITHIN_REASON = { port: 0, metricsPort: 0, passwordHashThreads: 1, bcryptCost: 4, nodeEnv: 'test' as const };

function valueAt(name: SettingName, extreme: Extreme): number {
  return boundsOf(settings[name])?.[extreme] as number;
}

function environmentAt(extreme: Extreme, more: Record<string, string> = {}): Record<string, string> {
  const all = NUMBERS.map((name) => [environmentVariable(name), String(valueAt(name, extreme))]);
  const reason = Object.entries(WITHIN_REASON).map(([name, value]) => [environmentVariable(name), String(value)]);
  return { ...Object.fromEntries([...all, ...reason]), ...more };
}

test('every numeric setting has bounds, and rejects what is beyond them', () => {
  expect(NUMBERS.length).toBeGreaterThan(30);
  for (const name of NUMBERS) {
    const [least, most] = [valueAt(name, 'minValue'), valueAt(name, 'maxValue')];
    expect([least, most]).toEqual([expect.any(Number), expect.any(Number)]);
    for (const beyond of [least - 1, most + 1, 2 ** 31, 2 ** 53].filter((value) => value < least || value > most))
      expect(() => loadConfig({ [environmentVariable(name)]: String(beyond) })).toThrow(
        `${environmentVariable(name)}: `,
      );
  }
});

/** Those that an operation as small as these tests' does not fit into. */
const MIN_OPERATION = { graphqlMaxDepth: 10, graphqlMaxTokens: 500, graphqlMaxCost: 1000 };

/** With a password that is long enough for the greatest PASSWORD_MIN_LENGTH. */
const CREDENTIALS = { email: someEmail(), password: 'correct horse battery '.repeat(4) };

describe.each([
  ['least', 'minValue', MIN_OPERATION],
  ['most', 'maxValue', {}],
] as const)('the %s that each numeric setting accepts', (_, extreme, more) => {
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, valueAt(name, extreme)])) as Partial<Config>;
  const { port, metricsPort, ...limits } = numbers;
  const gatehouse = useGatehouse({ ...limits, ...WITHIN_REASON, ...more, rateLimitsDisabled: false });

  test('users sign in, stay signed in and sign out with every numeric setting at the bound', async () => {
    const { user, accessToken, refreshToken } = await gatehouse.api.register(CREDENTIALS);
    expect((await gatehouse.api.me({ token: accessToken })).data.me.id).toBe(user.id);
    const refreshed = await gatehouse.api.refresh(refreshToken);
    expect(refreshed.__typename).toBe('AuthPayload');
    expect((await gatehouse.api.login(CREDENTIALS)).__typename).toBe('AuthPayload');
    await gatehouse.api.logout({ token: refreshed.accessToken });
    expect(await gatehouse.api.refusal(refreshed.accessToken)).toBe('TOKEN_BLACKLISTED');
    expect(gatehouse.warnings()).toEqual([]);
  });

  test('the server starts, fires no timer early, and stops when asked, with every numeric setting at the bound', async () => {
    const { databaseUrl = '', dataDir, remove } = await createTestDatabase('postgresql');
    const settled = { ...more, databaseTimeoutSeconds: 10 };
    const names = Object.entries(settled).map(([name, value]) => [environmentVariable(name), String(value)]);
    const environment = { ...environmentAt(extreme), ...Object.fromEntries(names) };
    const server = new ServerProcess({ ...environment, DATABASE_URL: databaseUrl, DATA_DIR: dataDir });
    const { origin } = new URL(await server.url());
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    const { code, output } = await server.kill('SIGTERM');
    expect([code, output]).toEqual([
      0,
      expect.not.stringMatching(/TimeoutOverflow|Warning|before all requests had finished/),
    ]);
    await remove();
  });
});
