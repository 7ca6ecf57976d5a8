import { ImportProblem } from '../import-problem.js';
import { identityOf, isTrue, listOf, type Row, type SourceOptions, textOf, timeOf } from './source.js';

const CONFIG_MISSING =
  'passwordHash: Pass the password hash parameters of the Firebase console with --firebase-hash-config FILE.';

/** A user of `firebase auth:export users.json`: https://firebase.google.com/docs/cli/auth#JSON */
export function translateFirebase(row: Row, options: SourceOptions): Row {
  const createdAt = timeOf(row.createdAt);
  const identities = listOf(row.providerUserInfo, 'providerUserInfo').flatMap(({ providerId, rawId, email }) =>
    identityOf(providerId, rawId, options, email),
  );
  return {
    email: row.email,
    created_at: createdAt,
    email_verified: isTrue(row.emailVerified),
    deactivated: isTrue(row.disabled),
    totp_secret: row.totp_secret,
    identities,
    ...passwordFields(row, options),
  };
}

/** Each hash is stored with the parameters, in the form of Supabase. */
function passwordFields({ passwordHash, salt }: Row, { firebaseHashConfig }: SourceOptions): Row {
  if (!textOf(passwordHash)) return { no_password: true };
  if (firebaseHashConfig === undefined) throw new ImportProblem(CONFIG_MISSING);
  const value = (name: string) => new RegExp(`\\b${name}\\W+([-+/=\\w]+)`).exec(firebaseHashConfig)?.[1] ?? '';
  const separator = value('base64_salt_separator');
  const cost = `n=${value('mem_cost')},r=${value('rounds')},p=1`;
  const project = `${cost}${separator && `,ss=${separator}`},sk=${value('base64_signer_key')}`;
  return { password_hash: `$fbscrypt$v=1,${project}$${salt}$${passwordHash}` };
}
