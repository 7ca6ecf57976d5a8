import type { ComparableHash } from '../../src/credentials/password/hashing.worker.js';
import compare from '../../src/credentials/password/hashing.worker.js';
import { parseImportedHash } from '../../src/credentials/password/imported-hash.js';

/** What other systems have made of a password, from their own tests and documentation. */
const VECTORS: [system: string, password: string, hash: string][] = [
  // https://github.com/firebase/scrypt#password-hashing, in the form of Supabase.
  [
    'Firebase',
    'user1password',
    '$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
  ],
  // https://github.com/supabase/auth/blob/master/internal/crypto/password_test.go
  [
    'Supabase, from Firebase',
    'mytestpassword',
    '$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=ou9tdYTGyYm8kuR6Dt0Bp0kDuAYoXrK16mbZO4yGwAn3oLspjnN0/c41v8xZnO1n14J3MjKj1b2g6AUCAlFwMw==$C0sHCg9ek77hsg==$zKVTMvnWVw5BBOZNUdnsalx4c4c7y/w7IS5p6Ut2+CfEFFlz37J9huyQfov4iizN8dbjvEJlM5tQaJP84+hfTw==',
  ],
  ['Supabase, Argon2i', 'test', '$argon2i$v=19$m=16,t=2,p=1$bGJRWThNOHJJTVBSdHl2dQ$NfEnUOuUpb7F2fQkgFUG4g'],
  [
    'Supabase, Argon2id',
    'test',
    '$argon2id$v=19$m=32,t=3,p=2$SFVpOWJ0eXhjRzVkdGN1RQ$RXnb8rh7LaDcn07xsssqqulZYXOM/EUCEFMVcAcyYVk',
  ],
  // https://github.com/django/django/blob/main/tests/auth_tests/test_hashers.py
  ['Django, PBKDF2', 'lètmein', 'pbkdf2_sha256$390000$seasalt$8xBlGd3jVgvJ+92hWPxi5ww0uuAuAnKgC45eudxro7c='],
  ['Django, PBKDF2 with SHA-1', 'lètmein', 'pbkdf2_sha1$390000$seasalt2$aDapRanzW8aHTz97v2TcfHzWD+I='],
  [
    'Django, scrypt',
    'lètmein',
    'scrypt$16384$seasalt$8$1$Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw==',
  ],
  ['Django, Argon2id', 'secret', 'argon2$argon2id$v=19$m=102400,t=2,p=8$Y041dExhNkljRUUy$TMa6A8fPJhCAUXRhJXCXdw'],
  // Made by Django 5.2.17.
  [
    'Django, bcrypt of SHA-256',
    'lètmein',
    'bcrypt_sha256$$2b$04$cRlPknawgKGkyCCvhCFrLOV0qgYugEtPmYO1Vi577MAyHoFj3q9EC',
  ],
  [
    'Django, scrypt with its present parameters',
    'lètmein',
    'scrypt$16384$seasalt$8$5$ECMIUp+LMxMSK8xB/IVyba+KYGTI7FTnet025q/1f/vBAVnnP3hdYqJuRi+mJn6ji6ze3Fbb7JEFPKGpuEf5vw==',
  ],
  // Made by hashPassword of better-auth 1.7.25.
  [
    'Better Auth',
    'pässword 1',
    '81151b9c59ccf2d49cf64edd31a533c4:48aa992efc954665790e031837d4b9a5038a704f544861462d86b9faafcb4f36151e2e3c7fb40a77759ffc0da48542366c091936c45ab05305f58c30cc69a6dc',
  ],
  ['Django, Argon2i', 'secret', 'argon2$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$YC9+jJCrQhs5R6db7LlN8Q'],
];

const parsed = (hash: string) => parseImportedHash(hash) as ComparableHash;
const matches = (secret: string, hash: string) => compare({ kind: 'compare', secret, ...parsed(hash) });

test.each(VECTORS)('the hash of %s is of its password, and of no other', async (_, password, hash) => {
  expect([await matches(password, hash), await matches(`${password} `, hash)]).toEqual([true, false]);
});

test('the hash of Better Auth is of its password in composed and decomposed Unicode', async () => {
  const [, password, hash] = VECTORS.find(([system]) => system === 'Better Auth') ?? ['', '', ''];
  expect(await matches(password.normalize('NFD'), hash)).toBe(true);
});
