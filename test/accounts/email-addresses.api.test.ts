import fc from 'fast-check';
import { User } from '../../src/users/user.entity.js';
import { PASSWORD, someEmail } from '../support/api-client.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../support/fuzz/effort.js';
import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse();
const limited = useGatehouse({ rateLimitsDisabled: false, mailsPerRecipientPerHour: 1 });

const unique = () => crypto.randomUUID().slice(0, 8);

/** Whitespace of every kind, characters that are not seen, and what reverses the direction of text. */
const UNSEEN =
  '\u0000\u0009\u000a\u000b\u000d\u0020\u0085\u00a0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000' +
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u2800' +
  '\u3164\ufe0f\ufeff\uffa0\ufffd\u{e0001}\u{e0041}';

/** What mail libraries and URL parsers read in a way of their own. */
const SPECIAL = '@.,;:<>()[]"\\/?#%!\'*-_=+{}|~^$&`0x7f127.1';

const LOOKALIKES = 'ａＡ＠．。｡，＜ⓐⒶ℡⒈ﬁſKÅİıΣςẞßǅü\u0308\u0338ⅷ²٣😀☃中хא';

const piece = fc.oneof(
  fc.constantFrom(...UNSEEN, ...SPECIAL, ...LOOKALIKES, 'xn--', 'bücher', 'xn--bcher-kva', 'ada', 'example.com', 'b'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const plain = fc.constantFrom('ada', 'mallory@evil.example', 'müller', 'x', 'ΣΑΣ');
const domain = fc.constantFrom('bank.example', 'BÜCHER.example', 'xn--bcher-kva.example', 'b.c');
const hostile = fc.oneof(
  fc.tuple(plain, text, domain).map(([before, middle, after]) => `${before}${middle}@${after}`),
  fc.tuple(plain, text, domain).map(([before, middle, after]) => `${before}@${middle}.${after}`),
  fc.tuple(plain, text, domain).map(([before, middle, after]) => `${before}@${middle}${after}`),
  fc.tuple(text, plain, domain, text).map(([first, name, after, last]) => `${first}${name}@${after}${last}`),
);

interface Sent {
  readonly recipients: string[];
  readonly to: string[];
}

/** To whom mail has gone since the last time, as the mail server was told. */
function takeSent(): Sent {
  const wire = gatehouse.mail.wire.splice(0).join('');
  const all = (pattern: RegExp) => Array.from(wire.matchAll(pattern), (match) => match[1] ?? '');
  return { recipients: all(/^RCPT TO:<(.*?)>[ \r]/gm), to: all(/^To: (.*)\r$/gm) };
}

async function registered(email: string): Promise<string | undefined> {
  const { __typename, user } = await gatehouse.api.register({ email });
  if (__typename === 'AuthPayload') return user.email;
  expect(['InvalidInputError', 'EmailTakenError']).toContain(__typename);
  return undefined;
}

/** From then on the address is taken: a later registration replaces an account only until then. */
const verify = (email: string) => gatehouse.em.nativeUpdate(User, { email }, { emailVerifiedAt: new Date() });

describe('email addresses of any characters', () => {
  test(
    'an email address of any characters is rejected, or emails go to exactly the address that is stored',
    async () => {
      let accepted = 0;
      const property = fc.asyncProperty(hostile, async (email) => {
        const stored = await registered(email);
        await gatehouse.app.deliverMail();
        expect(takeSent()).toEqual({ recipients: stored ? [stored] : [], to: stored ? [stored] : [] });
        if (!stored) return;
        accepted += 1;
        await verify(stored);
        expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
        expect((await gatehouse.api.register({ email: stored })).__typename).toBe('EmailTakenError');
        await gatehouse.em.nativeDelete(User, { email: stored });
      });
      await fc.assert(property, effort(300));
      expect(accepted).toBeGreaterThan(10);
    },
    FUZZ_TIMEOUT_MILLIS,
  );

  test.each(Array.from(UNSEEN))('an email address with %j in it is rejected', async (unseen) => {
    const inside = [
      `mallory@evil.example${unseen}.bank.example`,
      `ma${unseen}llory@bank.example`,
      `m@bank${unseen}.example`,
    ];
    const around = [`${unseen}mallory@bank.example`, `mallory@bank.example${unseen}`];
    for (const email of /[\t-\r ]/.test(unseen) ? inside : [...inside, ...around]) {
      expect(await gatehouse.api.register({ email })).toMatchObject({
        __typename: 'InvalidInputError',
        fieldErrors: [{ field: 'email', code: 'NOT_AN_EMAIL' }],
      });
    }
  });
});

describe('spellings of one mailbox', () => {
  const spellings = (local: string) => [
    `${local}@bücher.example`,
    `${local}@xn--bcher-kva.example`,
    `${local}@XN--BCHER-KVA.EXAMPLE`,
    `${local}@BU\u0308CHER.example`,
    `${local}@ｂüｃｈｅｒ。ｅｘａｍｐｌｅ`,
    `${local}@ⓑüⓒⓗⓔⓡ.ⓔⓧⓐⓜⓟⓛⓔ`,
    ` ${local.toUpperCase()}@bücher.example\n`,
  ];

  test('all spellings of an address are one account when they are registered, logged in to or changed to', async () => {
    const local = unique();
    const [first = '', ...others] = spellings(local);
    expect(await registered(first)).toBe(`${local}@xn--bcher-kva.example`);
    await verify(`${local}@xn--bcher-kva.example`);
    const { accessToken } = await gatehouse.api.newUser();
    for (const email of others) {
      expect((await gatehouse.api.register({ email })).__typename).toBe('EmailTakenError');
      expect((await gatehouse.api.login({ email })).__typename).toBe('AuthPayload');
      const change = { newEmail: email, password: PASSWORD };
      expect((await gatehouse.api.mutate('changeEmail', change, accessToken)).__typename).toBe('EmailTakenError');
    }
  });

  test('all spellings of an address share one limit of emails', async () => {
    const local = unique();
    const results: string[] = [];
    for (const email of spellings(local)) {
      results.push((await limited.api.mutate('requestPasswordReset', { email })).__typename);
    }
    expect(results).toEqual(['MailRequestedPayload', ...Array(6).fill('TooManyAttemptsError')]);
  });

  test('all spellings of an address share one limit of wrong passwords', async () => {
    const wrong = spellings(unique()).map((email) => ({ email, password: 'a guess' }));
    const codes = [];
    for (const credentials of [...wrong, ...wrong]) codes.push((await limited.api.login(credentials)).code);
    expect(codes).toContain('TOO_MANY_ATTEMPTS');
  });

  test('administrators find an address by a part of it, spelled as its owner does', async () => {
    const local = unique();
    await registered(`${local}.MÜLLER@bücher.example`);
    const { accessToken: token } = await gatehouse.newAdministrator();
    const query = 'query ($text: String!) { users(filter: { text: $text }) { edges { node { email } } } }';
    for (const text of [`${local}.müller@bücher`, `${local}.MÜLL`, `${local}.Müller@BÜCHER.example`]) {
      const { data } = await gatehouse.api.send(query, { text }, { token });
      expect(data.users.edges).toEqual([{ node: { email: `${local}.müller@xn--bcher-kva.example` } }]);
    }
  });
});

describe('local parts', () => {
  test.each([
    ['σίσυφοσ', 'ΣΊΣΥΦΟΣ'],
    ['müller', 'MU\u0308LLER'],
    ['k', '\u212a'],
  ])('the local part %s is the same as %s', async (lower, upper) => {
    const domain = `@${unique()}.example`;
    expect(await registered(upper + domain)).toBe(lower + domain);
    await verify(lower + domain);
    expect((await gatehouse.api.register({ email: lower + domain })).__typename).toBe('EmailTakenError');
  });

  test.each(['ａｄａ', 'ﬁona', 'ⓐda', 'x²', '"ada"', 'a..b', '.a', 'a.', 'a b', 'a,b', 'a<b', '\u0308a', '😀'])(
    'the local part %j is rejected',
    async (local) => {
      const { fieldErrors } = await gatehouse.api.register({ email: `${local}@example.com` });
      expect(fieldErrors).toMatchObject([{ field: 'email', code: 'NOT_AN_EMAIL' }]);
    },
  );
});

describe('domains', () => {
  test.each([
    ...['1.2.3.4', '0x7f.1', '127.1', '[127.0.0.1]', '[IPv6:::1]', 'localhost', 'example.com.', '.example.com'],
    ...['a..example', 'a_b.example', '-a.example', 'a-.example', `${'a'.repeat(64)}.example`, 'example.1', 'x.c'],
    ...['xn--a.example', 'xn--zzzzzzzzzzz.example', 'a%2eb.example', 'a/b.example', 'a#b.example', 'a:1.example'],
  ])('the domain %s is rejected', async (host) => {
    const { fieldErrors } = await gatehouse.api.register({ email: `ada@${host}` });
    expect(fieldErrors).toMatchObject([{ field: 'email', code: 'NOT_AN_EMAIL' }]);
  });
});

describe('the length of addresses', () => {
  const longDomain = `${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`;

  test.each([
    ['64 bytes before the @', `${'a'.repeat(64)}@example.com`, undefined],
    ['65 bytes before the @', `${'a'.repeat(65)}@example.com`, 'TOO_LONG'],
    ['64 characters of two bytes before the @', `${'ü'.repeat(64)}@example.com`, 'TOO_LONG'],
    ['254 bytes', `${'a'.repeat(63)}@${longDomain}`, undefined],
    ['255 bytes', `${'a'.repeat(64)}@${longDomain}`, 'TOO_LONG'],
  ])('the length of an address is limited in bytes, as mail servers count them: %s', async (_, email, code) => {
    const { fieldErrors } = await gatehouse.api.register({ email });
    expect(fieldErrors?.[0]?.code).toBe(code);
  });
});

test('login does not know an address that no one has, whatever it contains', async () => {
  expect((await gatehouse.api.login({ email: `${someEmail()}\u3000` })).code).toBe('INVALID_CREDENTIALS');
});
