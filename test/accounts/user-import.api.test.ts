import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import bcrypt from 'bcrypt';
import { openImportFile } from '../../src/accounts/import/import-file.js';
import { UserImport } from '../../src/accounts/import/user-import.js';
import { Identity } from '../../src/credentials/social/social.entities.js';
import { TotpImport } from '../../src/credentials/totp/totp-import.js';
import { Announcements } from '../../src/security/announcements.js';
import { AuditEvent } from '../../src/security/audit-event.entity.js';
import { AuditTrail, OPERATOR } from '../../src/security/audit-trail.js';
import { EncryptedSecrets } from '../../src/security/encrypted-secrets.js';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { createDataFolder } from '../support/databases.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

/** Made of PASSWORD by Flask-Bcrypt, Werkzeug and passlib. */
const HASHES = {
  'Flask-Bcrypt': bcrypt.hashSync(PASSWORD, 4),
  'Werkzeug pbkdf2': 'pbkdf2:sha256:1000$Xb3salt$cc4355946347bef80b99b031e6665afb610990f60b3313c1b691233ee505709f',
  'Werkzeug scrypt':
    'scrypt:16384:8:1$Yz9salt$7b01cf83366bd0d625d7b73d47a768a6c7506056da3aa240c2abd495abfcf80833f6d108c1d9ee037ebcbeaae36520e2adc50b8f5ea79ae336fd278a30be3c1a',
  passlib: '$pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw$AhaeZ02AwPxykuhhDI8XvhQN8GKvmqM.qF6qvs/98I0',
};
const HASH = HASHES['Flask-Bcrypt'];

let problems: string[];

async function importText(text: string, name = 'users.csv') {
  const file = join(await createDataFolder(), name);
  writeFileSync(file, text);
  problems = [];
  const onProblem = (line: number, reason: string) => void problems.push(`${line} ${reason.split(':')[0]}`);
  const audit = new AuditTrail(gatehouse.clock.now, new Announcements());
  const totp = new TotpImport(new EncryptedSecrets(async () => undefined), audit);
  const options = { now: gatehouse.clock.now(), actor: OPERATOR, audit, totp, onProblem, onProgress: () => {} };
  return new UserImport(gatehouse.em, options).run(openImportFile(file));
}

async function recordOf(email: string): Promise<string[]> {
  const { id } = await gatehouse.em.findOneOrFail(User, { email });
  const events = await gatehouse.em.find(AuditEvent, { subjectId: id }, { orderBy: { id: 'asc' } });
  return events.map(({ kind, outcome, actorId }) => `${kind} ${outcome} by ${actorId}`);
}

const csv = (...lines: string[]) =>
  importText(['email,username,role,created_at,password_hash', ...lines, ''].join('\n'));

describe('imported accounts', () => {
  test.each(Object.entries(HASHES))('an imported hash of %s is accepted at login, and renewed', async (_, hash) => {
    const email = someEmail();
    await csv(`${email},,,,${hash}`);
    expect((await gatehouse.api.login({ email, password: 'a guess' })).code).toBe('INVALID_CREDENTIALS');
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
    const user = await gatehouse.em.findOneOrFail(User, { email }, { populate: ['passwordHash'] });
    expect(user.passwordHash).toMatch(/^hmac-sha384\$2b\$04\$/);
    expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
  });

  test('an imported account keeps its username, role and time', async () => {
    await csv(`Grace@Import.example,Grace,admin,2020-01-02T03:04:05Z,${HASH}`);
    const user = await gatehouse.em.findOneOrFail(User, { email: 'grace@import.example' });
    expect(user).toMatchObject({ username: 'Grace', role: 'ADMIN', createdAt: new Date('2020-01-02T03:04:05Z') });
  });

  test.each(['csv', 'jsonl'])('an account imported from %s has its address in canonical form, once', async (kind) => {
    const local = someEmail().split('@')[0];
    const emails = [
      `${local}@BÜCHER.example`,
      `${local}@xn--bcher-kva.example`,
      `${local}@evil.example\u3000.b.example`,
    ];
    const lines = emails.map((email) => JSON.stringify({ email, password_hash: HASH })).join('\n');
    const rows = emails.map((email) => `${email},,,,${HASH}`);
    const report = kind === 'csv' ? await csv(...rows) : await importText(lines, 'users.jsonl');
    expect(report).toEqual({ imported: 1, alreadyThere: 1, bad: 1 });
    expect(await gatehouse.em.count(User, { email: `${local}@xn--bcher-kva.example` })).toBe(1);
  });

  test('an account may be imported from a line of JSON, in either spelling of names', async () => {
    const email = someEmail();
    const line = JSON.stringify({
      Email: email,
      passwordHash: HASH,
      createdAt: '2021-02-03',
      email_verified_at: '2021-02-04',
    });
    expect(await importText(`${line}\n`, 'users.jsonl')).toEqual({ imported: 1, alreadyThere: 0, bad: 0 });
    const user = await gatehouse.em.findOneOrFail(User, { email });
    expect(user).toMatchObject({ createdAt: new Date('2021-02-03'), emailVerifiedAt: new Date('2021-02-04') });
  });
});

describe('an account that comes without a password', () => {
  const json = (...records: object[]) => importText(records.map((each) => JSON.stringify(each)).join('\n'), 'a.jsonl');
  const identity = () => ({
    issuer: 'https://accounts.google.com',
    subject: crypto.randomUUID(),
    email: 'Ada@gmail.com',
  });

  test('an account that comes without a password has its identities, and is on record with them', async () => {
    const [email, google] = [someEmail(), identity()];
    expect(await json({ email, no_password: true, identities: [google] })).toMatchObject({ imported: 1, bad: 0 });
    const user = await gatehouse.em.findOneOrFail(User, { email }, { populate: ['passwordHash'] });
    expect(user.passwordHash).toBeNull();
    const stored = await gatehouse.em.find(Identity, { user: user.id });
    expect(stored).toMatchObject([{ issuer: google.issuer, subject: google.subject, email: 'ada@gmail.com' }]);
    expect(await recordOf(email)).toEqual(['REGISTER SUCCESS by null', 'IDENTITY_LINKED SUCCESS by null']);
    expect((await gatehouse.api.login({ email })).code).toBe('INVALID_CREDENTIALS');
  });

  test('an identity that belongs to another account stays with it, and is reported', async () => {
    const [ada, grace, google] = [someEmail(), someEmail(), identity()];
    const lines = [ada, grace].map((email) => ({ email, no_password: true, identities: [google] }));
    expect(await json(...lines)).toEqual({ imported: 2, alreadyThere: 0, bad: 0 });
    expect(problems).toEqual(['2 identities']);
    const owner = await gatehouse.em.findOneOrFail(User, { email: ada });
    expect(await gatehouse.em.find(Identity, { subject: google.subject })).toMatchObject([{ user: { id: owner.id } }]);
  });

  test.each([
    ['no issuer', [{ subject: '1' }]],
    ['a long subject', [{ issuer: 'https://a.example', subject: 'x'.repeat(256) }]],
    ['a NUL', [{ issuer: 'https://a.example', subject: '\0' }]],
    ['text', 'google'],
    ['no list', { issuer: 'https://a.example', subject: '1' }],
  ])('identities with %s are a bad line', async (_, identities) => {
    expect(await json({ email: someEmail(), no_password: true, identities })).toMatchObject({ imported: 0, bad: 1 });
    expect(problems).toEqual(['1 identities']);
  });

  test('an account that may not sign in elsewhere may not here', async () => {
    const email = someEmail();
    await json({ email, password_hash: HASH, deactivated: true, email_verified: true, created_at: '2020-01-02' });
    expect((await gatehouse.api.login({ email })).code).toBe('ACCOUNT_DEACTIVATED');
    const { emailVerifiedAt } = await gatehouse.em.findOneOrFail(User, { email });
    expect(emailVerifiedAt).toEqual(new Date('2020-01-02'));
  });
});

describe('an import', () => {
  test('an import reports bad lines by number and reason, and goes on', async () => {
    const [first, last] = [someEmail(), someEmail()];
    const report = await csv(
      `${first},taken_one,,,${HASH}`,
      `nobody,,,,${HASH}`,
      `${someEmail()},,king,,${HASH}`,
      `${someEmail()},,,yesterday,${HASH}`,
      `${someEmail()},,,,md5:900150983cd24fb0d6963f7d28e17f72`,
      `${someEmail()},,,,`,
      `${someEmail()},too,many,,${HASH},columns`,
      `${someEmail()},TAKEN_ONE,,,${HASH}`,
      `${last},,,,${HASH}`,
    );
    expect(report).toEqual({ imported: 2, alreadyThere: 0, bad: 7 });
    const numbered = [...problems].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    expect(numbered.map((problem) => problem.replace(/ is not a line.*/, ' columns'))).toEqual([
      '3 email',
      '4 role',
      '5 created_at',
      '6 password_hash',
      '7 password_hash',
      '8 columns',
      '9 username',
    ]);
  });

  test('an import reports bad lines of JSON', async () => {
    const good = JSON.stringify({ email: someEmail(), password_hash: HASH });
    expect(await importText(`${good}\n{"email":\n[]\n\n`, 'users.jsonl')).toMatchObject({ imported: 1, bad: 2 });
    expect(problems).toEqual(['2 is not JSON', '3 is not a JSON object']);
  });

  test.each([
    { email: 'a@\ud800xample.com' },
    { email: { toString: 1 } },
    { created_at: '+275760-01-01T00:00:00Z' },
    { username: '\u0000' },
  ])('an import is not stopped by %j', async (strange) => {
    const line = JSON.stringify({ email: someEmail(), password_hash: HASH, ...strange });
    const next = JSON.stringify({ email: someEmail(), password_hash: HASH });
    expect(await importText(`${line}\n${next}\n`, 'users.jsonl')).toEqual({ imported: 1, alreadyThere: 0, bad: 1 });
  });

  test('an import is on record, account by account, including who became an administrator', async () => {
    const [ada, root] = [someEmail(), someEmail()];
    await csv(`${ada},,,,${HASH}`, `${root},,ADMIN,,${HASH}`, `${ada},,,,${HASH}`);
    expect(await recordOf(ada)).toEqual(['REGISTER SUCCESS by null']);
    expect(await recordOf(root)).toEqual(['REGISTER SUCCESS by null', 'ROLE_CHANGED SUCCESS by null']);
  });

  test('an import creates no account twice, and changes no existing account', async () => {
    const { email } = (await gatehouse.api.newUser()).user;
    const lines = [`${email},,ADMIN,,${HASH}`, `${someEmail()},,,,${HASH}`];
    expect(await csv(...lines)).toEqual({ imported: 1, alreadyThere: 1, bad: 0 });
    expect(await csv(...lines)).toEqual({ imported: 0, alreadyThere: 2, bad: 0 });
    expect((await gatehouse.em.findOneOrFail(User, { email })).role).toBe('USER');
  });

  test.each([
    'pbkdf2:sha256:99999999$s$00',
    'pbkdf2:sha256:1$s$00',
    `pbkdf2:sha256:1000$s$${'00'.repeat(3200)}`,
    `scrypt:65536:1:1$s$${'00'.repeat(64)}`,
    '$pbkdf2-sha256$1$$A',
    `$2b$30$${'a'.repeat(53)}`,
    `pbkdf2:sha256:1000$\u0000$${'00'.repeat(32)}`,
    'scrypt:1048576:8:8$s$00',
    'scrypt:1000:8:1$s$00',
    '$2b$12$short',
    'plain text',
  ])('an import rejects the hash %s', async (hash) => {
    expect(await csv(`${someEmail()},,,,${hash}`)).toMatchObject({ imported: 0, bad: 1 });
  });
});
