import { v7 as uuidv7 } from 'uuid';
import { MailTemplate, OutgoingMail } from '../../src/mail/mail.entities.js';
import { canonicalizeEmailsOf } from '../../src/users/email.js';
import { User } from '../../src/users/user.entity.js';
import { someEmail } from '../support/api-client.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();

/** An account whose address was stored before there was a canonical form. */
async function olderAccount(email: string): Promise<string> {
  const { user } = await gatehouse.api.newUser();
  await gatehouse.app.deliverMail();
  await gatehouse.em.nativeUpdate(User, user.id, { email });
  return user.id;
}

const emailOf = async (id: string) => (await gatehouse.em.findOneOrFail(User, id)).email;
const uniqueName = () => someEmail().split('@')[0] ?? '';

/** What the migration runs. */
const canonicalize = () => canonicalizeEmailsOf(gatehouse.em);

describe('addresses that were stored with their domain in Unicode', () => {
  test('an address in Unicode is brought into canonical form, and its owner logs in with either', async () => {
    const name = uniqueName();
    const id = await olderAccount(`${name}@bücher.example`);
    expect(await canonicalize()).toEqual([]);
    expect(await emailOf(id)).toBe(`${name}@xn--bcher-kva.example`);
    for (const domain of ['bücher.example', 'xn--bcher-kva.example']) {
      expect((await gatehouse.api.login({ email: `${name}@${domain}` })).__typename).toBe('AuthPayload');
    }
  });

  test('an address in Unicode is left as it is, and reported, if another account has the canonical form', async () => {
    const name = uniqueName();
    const first = await olderAccount(`${name}@xn--bcher-kva.example`);
    const second = await olderAccount(`${name}@bücher.example`);
    const reported = [{ userId: second, email: `${name}@bücher.example`, reason: expect.stringContaining(first) }];
    expect([await canonicalize(), await canonicalize()]).toEqual([reported, reported]);
    await gatehouse.em.nativeDelete(User, second);
  });

  test('emails waiting to be sent to an address in Unicode go to its canonical form', async () => {
    const now = gatehouse.clock.now();
    const recipient = `${uniqueName()}@bücher.example`;
    const entry = { template: MailTemplate.PASSWORD_CHANGED, createdAt: now, attempts: 0, nextAttemptAt: now };
    const id = uuidv7();
    // Not yet due, or the server would send it meanwhile.
    await gatehouse.em.insert(OutgoingMail, { ...entry, id, recipient, nextAttemptAt: new Date('2100-01-01') });
    await canonicalize();
    const mail = await gatehouse.em.findOneOrFail(OutgoingMail, id);
    expect(mail.recipient).toBe(recipient.replace('bücher', 'xn--bcher-kva'));
  });
});

describe('tokens that were sent to an address in Unicode', () => {
  test('a token that was sent to an address in Unicode verifies its canonical form', async () => {
    const name = uniqueName();
    const { user } = await gatehouse.api.newUser();
    const token = await gatehouse.mailedToken(user.email);
    await gatehouse.em.execute('update users set email = ? where id = ?', [`${name}@bücher.example`, user.id]);
    await gatehouse.em.execute('update mail_tokens set email = ? where user_id = ?', [
      `${name}@bücher.example`,
      user.id,
    ]);
    await canonicalize();
    const { __typename } = await gatehouse.api.mutate('verifyEmail', { token });
    expect(__typename).toBe('AccountPayload');
  });
});

describe('addresses that are no longer allowed', () => {
  test('an address that is no longer allowed is left as it is, and reported, and no token for it works', async () => {
    const email = `${uniqueName()}@evil.example\u3000.bank.example`;
    const { user } = await gatehouse.api.newUser();
    const token = await gatehouse.mailedToken(user.email);
    await gatehouse.em.execute('update users set email = ? where id = ?', [email, user.id]);
    await gatehouse.em.execute('update mail_tokens set email = ? where user_id = ?', [email, user.id]);
    expect(await canonicalize()).toEqual([{ userId: user.id, email, reason: expect.stringContaining('invisible') }]);
    expect((await gatehouse.api.mutate('verifyEmail', { token })).reason).toBe('UNKNOWN');
    await gatehouse.em.nativeDelete(User, user.id);
  });
});

test('more addresses than are read at once are all brought into canonical form', async () => {
  await gatehouse.em.execute(`
    insert into users (id, email, password_hash, role, created_at, updated_at)
    select gen_random_uuid(), 'many' || n || '@bücher.example', 'x', 'USER', now(), now() from generate_series(1, 2500) n`);
  expect(await canonicalize()).toEqual([]);
  expect(await gatehouse.em.count(User, { email: { $like: 'many%@xn--bcher-kva.example' } })).toBe(2500);
});
