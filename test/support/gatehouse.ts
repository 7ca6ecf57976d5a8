import { type Config, loadConfig } from '../../src/config/config.js';
import type { StatementListener } from '../../src/database/statements.js';
import { Role, User } from '../../src/users/user.entity.js';
import { type App, createApp } from '../../src/wiring/app.js';
import { ApiClient, type Row, type SignedIn } from './api-client.js';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases.js';
import { leakDetector } from './leaks.js';
import { TestMailServer } from './mail-server.js';
import { urlThrough } from './pgbouncer.js';
import { TestClock } from './test-clock.js';

/** Set for each Jest project in jest.config.js. */
declare const database: DatabaseKind;

export const JWT_SECRET = 'a secret for the tests, known to all: 0123456789';

/** The settings of the tests, where they differ from the defaults. */
const TEST_SETTINGS: Partial<Config> = {
  nodeEnv: 'test',
  jwtSecret: JWT_SECRET,
  bcryptCost: 4,
  passwordHashThreads: 1,
  rateLimitsDisabled: true,
  // Long: a busy machine must fail no test.
  databaseTimeoutSeconds: 60,
  // All there is: after every test file it is searched for secrets.
  logLevel: 'trace',
};

/** The real server under test, with its clock and its log. */
export class Gatehouse {
  readonly clock = new TestClock();
  readonly log: string[] = [];
  readonly mail = new TestMailServer((token) => leakDetector.addSecret(token));
  app!: App;
  private testDatabase!: TestDatabase;
  private readonly more: App[] = [];

  constructor(
    private readonly settings: Partial<Config>,
    private readonly onStatement?: StatementListener,
  ) {}

  get api(): ApiClient {
    return new ApiClient(this.app.server);
  }

  /** An EntityManager of its own, to look into the database behind the server's back. */
  get em() {
    return this.app.database.em.fork();
  }

  get databaseUrl(): string | undefined {
    return this.testDatabase.databaseUrl;
  }

  async start(): Promise<void> {
    this.testDatabase = await createTestDatabase(database);
    await this.mail.start();
    this.app = await this.startInstance();
  }

  /** The token in the last mail to an address, once all mails have been sent. */
  async mailedToken(address: string): Promise<string> {
    await this.app.deliverMail();
    return this.mail.token(address);
  }

  /** A new user, signed in, whose email address is verified. */
  async newVerifiedUser({ email, api = this.api }: { email?: string; api?: ApiClient } = {}): Promise<SignedIn> {
    const signedIn = await api.newUser(email);
    await this.em.nativeUpdate(User, signedIn.user.id, { emailVerifiedAt: this.clock.now() });
    return signedIn;
  }

  /** Somebody new, signed in, who may administer. */
  async newAdministrator(): Promise<SignedIn> {
    const signedIn = await this.api.newUser();
    await this.em.nativeUpdate(User, signedIn.user.id, { role: Role.ADMIN });
    return signedIn;
  }

  /** One more server on the same database, which only PostgreSQL can share; with a clock of its own if one is given. */
  async startAnother(settings: Partial<Config> = {}, clock = this.clock): Promise<ApiClient> {
    const app = await this.startInstance(settings, clock);
    this.more.push(app);
    return new ApiClient(app.server);
  }

  /** The log lines that tell of something wrong. */
  warnings(): Row[] {
    return this.log.map((line) => JSON.parse(line)).filter(({ level }) => level >= 40);
  }

  /** The log lines about requests, in order. */
  requestLines(): Row[] {
    return this.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
  }

  /** Stops the server and starts it on the same database, if wanted with other settings. */
  async restart(settings: Partial<Config> = {}): Promise<void> {
    await this.app.close();
    this.app = await this.startInstance(settings);
  }

  async stop(): Promise<void> {
    for (const app of [this.app, ...this.more]) await app.close();
    await this.mail.stop();
    await this.testDatabase.remove();
  }

  private startInstance(settings: Partial<Config> = {}, clock = this.clock): Promise<App> {
    const { databaseUrl, dataDir } = this.testDatabase;
    const connection = { ...throughPooler(databaseUrl), dataDir, smtpUrl: this.mail.url };
    return startApp({ ...connection, ...this.settings, ...settings }, this.log, clock, this.onStatement);
  }
}

/** The settings that lead to a database: by way of the pooler of `npm run test:pgbouncer`, if there is one. */
function throughPooler(databaseUrl: string | undefined): Partial<Config> {
  const port = process.env.TEST_POOLER_PORT;
  if (!databaseUrl || !port) return { databaseUrl };
  return { databaseUrl: urlThrough(port, databaseUrl), databaseListenUrl: databaseUrl };
}

/** The real server with the settings of the tests; its log lines are added to `log`. */
export function startApp(
  settings: Partial<Config>,
  log: string[],
  clock = new TestClock(),
  onStatement?: StatementListener,
): Promise<App> {
  const config = { ...loadConfig({}), ...TEST_SETTINGS, ...settings };
  leakDetector.addSecret(JWT_SECRET);
  const logStream = {
    write: (line: string) => {
      log.push(line);
      leakDetector.addOutput(line);
    },
  };
  return createApp(config, { clock: clock.now, logStream, ...(onStatement && { onStatement }) });
}

/** Starts a server before the tests of the file, or of the `describe`, and stops it after them. */
export function useGatehouse(settings: Partial<Config> = {}, onStatement?: StatementListener): Gatehouse {
  const gatehouse = new Gatehouse(settings, onStatement);
  beforeAll(() => gatehouse.start());
  afterAll(() => gatehouse.stop());
  return gatehouse;
}
