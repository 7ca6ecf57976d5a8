import { inFile } from '../mutation.ts';

const RULES = ['test/credentials/password-rules.api.test.ts'];
const HASH = ['test/credentials/password-hash.unit.test.ts'];
const FOREIGN_HASH = ['test/credentials/imported-hash.unit.test.ts'];
const BREACHED = ['test/credentials/breached-passwords.api.test.ts'];
const RANGE = ['test/credentials/range-api.unit.test.ts'];
const HASH_FILE = ['test/credentials/hash-file.unit.test.ts'];
const TOTP_IMPORT = ['test/accounts/totp-import.api.test.ts'];
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
  ...inFile('src/credentials/totp/totp-import.ts', [
    {
      promise: 'A code that an imported app has shown to the other system is not accepted here.',
      find: 'const lastUsedStep = Math.floor(now.getTime() / 1000 / TOTP_PERIOD_SECONDS);',
      replace: 'const lastUsedStep = Number(now) && 0;',
      tests: TOTP_IMPORT,
    },
  ]),
  ...inFile('src/accounts/import/user-import.ts', [
    {
      promise: 'An imported authenticator app is needed at the login.',
      find: 'hasSecondFactor: totpSecret !== null',
      replace: 'hasSecondFactor: totpSecret === undefined',
      tests: TOTP_IMPORT,
    },
  ]),
  ...inFile('src/config/config.ts', [
    {
      promise: 'PASSWORD_POLICY=nist asks for 15 characters where a password suffices for anyone.',
      find: "secondFactorRequiredFor !== 'everyone'",
      replace: "secondFactorRequiredFor === 'none'",
      tests: ['test/config/config.unit.test.ts'],
    },
  ]),
  ...inFile('src/credentials/breached-passwords/known-breaches.ts', [
    {
      promise: 'A password is a breached one in every spelling of its characters.',
      find: "[password, password.normalize('NFKC')]",
      replace: '[password]',
      tests: BREACHED,
    },
    {
      promise: 'BREACHED_PASSWORDS_FAIL=closed accepts no new password while the list is away.',
      find: "result === 'unavailable' && this.options.failClosed",
      replace: "result === 'unavailable' && !this.options",
      tests: BREACHED,
    },
    {
      promise: 'A login does not wait for a list that is away.',
      find: 'Promise.race([this.lookUp(password), late])',
      replace: 'this.lookUp(password)',
      tests: BREACHED,
    },
  ]),
  ...inFile('src/credentials/breached-passwords/range-api.ts', [
    {
      promise: 'No more than five digits of a digest leave the server.',
      find: 'const PREFIX_LENGTH = 5;',
      replace: 'const PREFIX_LENGTH = 6;',
      tests: RANGE,
    },
    {
      promise: 'Padding is not taken for a breached password.',
      find: ' && Number(count) > 0',
      replace: ' && count !== undefined',
      tests: RANGE,
    },
    {
      promise: 'A service of breached passwords cannot fill the memory.',
      find: 'if (size > MAX_RESPONSE_BYTES) throw',
      replace: 'if (size < 0) throw',
      tests: RANGE,
    },
    {
      promise: 'The digits are sent to no other service.',
      find: "redirect: 'error'",
      replace: "redirect: 'follow'",
      tests: RANGE,
    },
  ]),
  ...inFile('src/credentials/breached-passwords/hash-file.ts', [
    {
      promise: 'A file of breached passwords that is not sorted is reported at the start.',
      find: 'if (hash < last) throw',
      replace: "if (hash === '') throw",
      tests: HASH_FILE,
    },
    {
      promise: 'Every digest of a file of breached passwords is found.',
      find: 'line && line.hash <= digest',
      replace: 'line && line.hash < digest && line.start > size / 2',
      tests: HASH_FILE,
    },
  ]),
  ...inFile('src/credentials/login.ts', [
    {
      promise: 'Whether a password is a breached one is said to no one who does not know it.',
      find: 'if (!user || reasonToReject) return',
      replace:
        'if (await this.services.breached.isChangeAdvised(credentials.password)) throw new Error();\n    if (!user || reasonToReject) return',
      tests: BREACHED,
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
      promise: 'An imported hash is verified by the way in which it was made.',
      find: "typeof stored === 'string' ? parseImportedHash(stored) : undefined",
      replace: "parseImportedHash('')",
      tests: IMPORT,
    },
    {
      promise: 'An imported hash is renewed at the first login.',
      find: 'return needsRenewal(stored, this.options);',
      replace: 'return parseStoredHash(stored) !== undefined && needsRenewal(stored, this.options);',
      tests: IMPORT,
    },
    {
      promise: 'No one can sign in to an account without a password hash.',
      find: "return matches && typeof stored === 'string';",
      replace: "return matches || typeof stored !== 'string';",
      tests: HASH,
    },
  ]),
  ...inFile('src/credentials/login.ts', [
    {
      promise: 'A renewed hash is stored in place of the imported one.',
      find: 'const updated = await em.nativeUpdate(User, { id, passwordHash }, { passwordHash: renewed });',
      replace: 'const updated = await em.nativeUpdate(User, { id, passwordHash }, { passwordHash });',
      tests: IMPORT,
    },
  ]),
  ...inFile('src/credentials/password/imported-hash.ts', [
    {
      promise: 'An imported scrypt or Argon2 hash cannot demand more memory than allowed.',
      find: 'memoryBytes <= MAX_MEMORY_BYTES && ',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported scrypt or Argon2 hash cannot demand unlimited parallelization.',
      find: ' && parallelism <= MAX_PARALLELISM',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported PBKDF2 hash cannot demand unlimited iterations.',
      find: ' && count <= MAX_PBKDF2_ITERATIONS',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported scrypt or Argon2 hash cannot demand unlimited passes.',
      find: ' && memoryBytes * passes <= MAX_FILLED_BYTES',
      replace: '',
      tests: FOREIGN_HASH,
    },
    {
      promise: 'An imported Firebase hash is compared with all that the signer key encrypts to.',
      find: ' || signerKey.length !== expected.length',
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
  ...inFile('src/credentials/password/hashing.worker.ts', [
    {
      promise: 'An imported hash of what another system makes of a password first is of its password alone.',
      find: "createHash('sha256').update(secret)",
      replace: "createHash('sha256').update('')",
      tests: ['test/credentials/imported-hash-vectors.unit.test.ts'],
    },
  ]),
  ...inFile('src/accounts/import/sources/keycloak.ts', [
    {
      promise: 'An account does not lose its second factor by an import.',
      find: "  if (!isKnown) throw new ImportProblem('credentials: The codes of the app are not of 6 digits, 30 seconds and SHA-1.');\n",
      replace: '  if (!isKnown) return undefined;\n',
      tests: ['test/accounts/import-sources.unit.test.ts'],
    },
    {
      promise: 'An account that another system has disabled cannot sign in here.',
      find: 'deactivated: !isTrue(row.enabled ?? true)',
      replace: 'deactivated: false',
      tests: ['test/accounts/import-sources.unit.test.ts'],
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
      find: 'await audit.successes(tx, AuditEventKind.ROLE_CHANGED, actor, administrators);',
      replace: 'await audit.successes(tx, AuditEventKind.ROLE_CHANGED, actor, administrators.slice(0, 0));',
      tests: IMPORT,
    },
  ]),
];
