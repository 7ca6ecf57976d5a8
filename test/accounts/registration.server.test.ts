import { loadConfig } from '../../src/config/config.js';
import { Database } from '../../src/database/database.js';
import type { Statement } from '../../src/database/statements.js';
import { User } from '../../src/users/user.entity.js';
import { dataModel } from '../../src/wiring/data-model.js';
import { createServices, type Services } from '../../src/wiring/services.js';
import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const OTHER_PASSWORD = 'only the owner knows this';

describe('registration, by the services', () => {
  const gatehouse = useGatehouse({ requireVerifiedEmail: true });
  const statements: Statement[] = [];
  let database: Database;
  let services: Services;

  beforeAll(async () => {
    const { databaseUrl, clock, app } = gatehouse;
    const config = { ...loadConfig({}), jwtSecret: 'x'.repeat(32), bcryptCost: 4, requireVerifiedEmail: true };
    database = await Database.open({ ...config, databaseUrl }, dataModel, (statement) => statements.push(statement));
    services = await createServices({ config, database, clock: clock.now, log: app.server.log });
  });
  afterAll(async () => {
    await services.close();
    await database.close();
  });

  /** What the database is asked to do, but for storing what is there in one case only. */
  async function statementsFor(email: string): Promise<string[]> {
    statements.length = 0;
    const actor = { userId: null, device: { ipAddress: '192.0.2.1', userAgent: null } };
    const caller = { em: database.em.fork(), actor, authentication: { state: 'anonymous' } } as const;
    await services.accounts.registration.register(caller, { email, password: OTHER_PASSWORD });
    return statements.map(({ summary }) => summary).filter((summary) => summary !== 'INSERT users');
  }

  test('registration does the same work for a new address, an unverified and a verified one', async () => {
    const [unverified, verified] = [someEmail(), someEmail()];
    const ofNew = await statementsFor(unverified);
    await statementsFor(verified);
    await gatehouse.em.nativeUpdate(User, { email: verified }, { emailVerifiedAt: new Date() });
    expect(ofNew).toContain('INSERT audit_events');
    expect(await statementsFor(unverified)).toEqual(ofNew);
    expect(await statementsFor(verified)).toEqual(ofNew);
  });

  test('an account that an operator creates replaces an unverified one, and is not replaced itself', async () => {
    const email = someEmail();
    await gatehouse.api.register({ email });
    const account = services.accounts.creation.check({ email, password: OTHER_PASSWORD });
    const steps = { selfRegistered: false, whenCreated: (_: unknown, user: User) => user };
    const { id } = await services.accounts.creation.create(database.em.fork(), account, steps);
    await gatehouse.api.register({ email });
    expect(await gatehouse.em.find(User, { email }, { fields: ['id'] })).toMatchObject([{ id }]);
  });
});
