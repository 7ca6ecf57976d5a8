import { inFile } from '../mutation.ts';

const RULES = ['test/credentials/password-rules.api.test.ts'];
const HASH = ['test/credentials/password-hash.unit.test.ts'];
const FOREIGN_HASH = ['test/credentials/imported-hash.unit.test.ts'];
const IMPORT = ['test/accounts/user-import.api.test.ts'];

/** Passwords and their hashes, imported ones too. */
export const PASSWORDS = [
  ...inFile('src/credentials/password/password-policy.ts', [
    {
      promise: 'Common passwords are refused regardless of case.',
      find: 'if (!COMMON_PASSWORDS.has(folded(password))) return undefined;',
      replace: 'if (!COMMON_PASSWORDS.has(password)) return undefined;',
      tests: RULES,
    },
    {
      promise: 'A password that contains a word forbidden by the operator is refused.',
      find: '    forbiddenWordProblem(password, policy) ??\n',
      replace: '',
      tests: RULES,
    },
    {
      promise: 'The minimum length applies to the characters that are hashed.',
      find: "[password, password.normalize('NFKC')]",
      replace: "[password.normalize('NFKC')]",
      tests: RULES,
    },
  ]),
  ...inFile('src/credentials/password/passwords.ts', [
    {
      promise: 'A password is the same in composed and decomposed Unicode.',
      find: "update(password.normalize('NFKC'))",
      replace: 'update(password)',
      tests: RULES,
    },
    {
      promise: 'Passwords that differ after the 72nd byte are different.',
      find: "return createHmac('sha384', key).update(password.normalize('NFKC')).digest('base64');",
      replace: 'return password;',
      tests: RULES,
    },
    {
      promise: 'A hash with an outdated cost is renewed at login.',
      find: 'Number(ours.bcryptHash.slice(4, 6)) !== current.cost',
      replace: 'Number(ours.bcryptHash.slice(4, 6)) > 31',
      tests: HASH,
    },
    {
      promise: 'A password hash depends on the pepper.',
      find: "scheme === 'hmac-sha384-pepper' ? (pepper ?? '') : FIXED_KEY",
      replace: "scheme === 'hmac-sha384-pepper' && !pepper ? '' : FIXED_KEY",
      tests: HASH,
    },
  ]),
  ...inFile('src/credentials/password/passwords.ts', [
    {
      promise: 'No one can sign in to an account without a password hash.',
      find: 'return matches && stored !== undefined;',
      replace: 'return matches || stored === undefined;',
      tests: HASH,
    },
  ]),
  ...inFile('src/credentials/password/imported-hash.ts', [
    {
      promise: 'An imported scrypt hash cannot demand more memory than allowed.',
      find: '128 * N * r <= MAX_SCRYPT_MEMORY_BYTES && ',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported scrypt hash cannot demand unlimited parallelization.',
      find: ' && p <= MAX_SCRYPT_PARALLELIZATION',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported PBKDF2 hash cannot demand unlimited iterations.',
      find: ' && iterations <= MAX_PBKDF2_ITERATIONS',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported hash is refused if it is so short that wrong passwords could match.',
      find: 'hash.key.length >= least && ',
      replace: '',
      tests: FOREIGN_HASH,
    },
  ]),
  ...inFile('src/accounts/import/imported-account.ts', [
    {
      promise: 'An import refuses hashes of unknown kinds.',
      find: 'if (parseImportedHash(text)) return text;',
      replace: 'return text;',
      tests: IMPORT,
    },
    {
      promise: 'An import refuses roles that do not exist.',
      find: "if (!role) throw new ImportProblem(`role: Use one of ${Object.values(Role).join(', ')}.`);",
      replace: 'if (!role) return Role.ADMIN;',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/accounts/import/user-import.ts', [
    {
      promise: 'The audit trail records who became an administrator through an import.',
      find: 'await audit.successes(tx, AuditEventKind.ROLE_CHANGED, OPERATOR, administrators);',
      replace: 'await audit.successes(tx, AuditEventKind.ROLE_CHANGED, OPERATOR, administrators.slice(0, 0));',
      tests: IMPORT,
    },
  ]),
];
