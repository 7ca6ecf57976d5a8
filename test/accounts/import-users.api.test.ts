import bcrypt from 'bcrypt';
import { AuditEvent, AuditOutcome } from '../../src/security/audit-event.entity.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, type SignedIn, someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
const HASH = bcrypt.hashSync(PASSWORD, 4);

let root: SignedIn;
beforeEach(async () => {
  root = await gatehouse.newAdministrator();
});

const HEADING = 'email,username,role,password_hash';
const csv = (...lines: string[]) => ({ text: [HEADING, ...lines].join('\n'), format: 'CSV' });
const json = (...records: object[]) => ({
  text: records.map((record) => JSON.stringify({ password_hash: HASH, ...record })).join('\n'),
  format: 'JSON_LINES',
});
const importUsers = (input: object) => gatehouse.api.mutate('importUsers', input, root.accessToken);

async function eventsOf(email: string) {
  const { id } = await gatehouse.em.findOneOrFail(User, { email });
  const events = await gatehouse.em.find(AuditEvent, { subjectId: id }, { orderBy: { id: 'asc' } });
  return events.map(({ kind, outcome, actorId, ipAddress }) => [kind, outcome, actorId, ipAddress]);
}

describe('importUsers', () => {
  test.each(['CSV', 'JSON_LINES'])('users imported from %s log in with the password they had', async (format) => {
    const email = someEmail();
    const { importedCount, existingCount, rejectedLines } = await importUsers(
      format === 'CSV' ? csv(`${email},,,${HASH}`) : json({ email }),
    );
    expect([importedCount, existingCount, rejectedLines]).toEqual([1, 0, []]);
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('importUsers reports bad lines by number, in order, and imports the others', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const taken = `taken_${Date.now()}`;
    const result = await importUsers(
      csv(
        `${someEmail()},${taken},,${HASH}`,
        `${someEmail()},${taken},,${HASH}`,
        `nobody,,,${HASH}`,
        `${email},,,${HASH}`,
        `${someEmail()},,,md5`,
      ),
    );
    expect(result).toMatchObject({ importedCount: 1, existingCount: 1 });
    expect(result.rejectedLines).toEqual([
      { line: 3, message: expect.stringMatching(/^username: /) },
      { line: 4, message: expect.stringMatching(/^email: /) },
      { line: 6, message: expect.stringMatching(/^password_hash: /) },
    ]);
  });

  test('a trial of importUsers reports the same, and imports nobody', async () => {
    const emails = [someEmail(), someEmail()];
    const input = csv(`${emails[0]},,,${HASH}`, `${emails[1]},,,md5`);
    const tried = await importUsers({ ...input, dryRun: true });
    expect(await gatehouse.em.count(User, { email: { $in: emails } })).toBe(0);
    expect(tried).toMatchObject({ importedCount: 1, rejectedLines: [{ line: 3 }] });
    expect(await importUsers(input)).toEqual(tried);
  });

  test('importUsers is on record for each account, with the administrator and from where', async () => {
    const [ada, other] = [someEmail(), someEmail()];
    await importUsers(csv(`${ada},,,${HASH}`, `${other},,ADMIN,${HASH}`));
    expect(await eventsOf(ada)).toEqual([['REGISTER', 'SUCCESS', root.user.id, '127.0.0.1']]);
    expect((await eventsOf(other)).map(([kind, , actorId]) => [kind, actorId])).toEqual([
      ['REGISTER', root.user.id],
      ['ROLE_CHANGED', root.user.id],
    ]);
  });

  test('the same file again imports nobody twice', async () => {
    const input = json({ email: someEmail() }, { email: someEmail() });
    expect(await importUsers(input)).toMatchObject({ importedCount: 2, existingCount: 0 });
    expect(await importUsers(input)).toMatchObject({ importedCount: 0, existingCount: 2, rejectedLines: [] });
  });

  test.each([
    ['null in the list', [null]],
    ['an issuer that is no URL', [{ issuer: 'accounts.google.com', subject: '1' }]],
    ['an address that is no text', [{ issuer: 'https://accounts.google.com', subject: '1', email: { toString: 1 } }]],
  ])('identities with %s keep no other line from being imported, nor the user from being shown', async (_, bad) => {
    const [email, other] = [someEmail(), someEmail()];
    const { importedCount, rejectedLines } = await importUsers(json({ email, identities: bad }, { email: other }));
    expect(importedCount + rejectedLines.length).toBe(2);
    const query =
      'query ($text: String!) { users(filter: { text: $text }) { edges { node { identities { provider { name } } } } } }';
    for (const text of [email, other])
      expect((await gatehouse.api.send(query, { text }, { token: root.accessToken })).errors).toBeUndefined();
  });

  test.each([
    ['no line', ' \n ', 'REQUIRED'],
    ['too many lines', 'x\n'.repeat(1001), 'TOO_LONG'],
  ])('importUsers with %s is refused', async (_, text, code) => {
    expect(await importUsers({ text, format: 'CSV' })).toMatchObject({
      code: 'INVALID_INPUT',
      fieldErrors: [{ field: 'text', code }],
    });
  });
});

describe('rights to import', () => {
  test('only administrators may import users', async () => {
    const [{ accessToken, user }, email] = [await gatehouse.api.newUser(), someEmail()];
    const refused = await gatehouse.api.refusedMutation('importUsers', json({ email, role: 'ADMIN' }), accessToken);
    expect(refused).toEqual({ code: 'FORBIDDEN' });
    expect(await gatehouse.em.count(User, { email })).toBe(0);
    const failures = { actorId: user.id, outcome: AuditOutcome.FAILURE };
    expect(await gatehouse.em.count(AuditEvent, failures)).toBe(1);
  });

  test('an administrator needs a login of the last 10 minutes to import users', async () => {
    gatehouse.clock.advance({ minutes: 11 });
    const email = someEmail();
    const refused = await gatehouse.api.refusedMutation('importUsers', json({ email }), root.accessToken);
    expect(refused).toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(await gatehouse.em.count(User, { email })).toBe(0);
  });
});
