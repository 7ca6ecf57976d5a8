import { translateFirebase } from './firebase.js';
import { translateKeycloak } from './keycloak.js';
import {
  identityOf,
  isTrue,
  listOf,
  passwordFields,
  type Row,
  type SourceOptions,
  type Translate,
  textOf,
} from './source.js';

/**
 * A user as Auth0 exports it, with the `passwordHash` that its support exports:
 * https://auth0.com/docs/manage-users/user-migration/bulk-user-exports
 */
function translateAuth0(row: Row, options: SourceOptions): Row {
  const identities = listOf(row.identities, 'identities').flatMap(({ provider, user_id }) =>
    identityOf(provider, user_id, options, row.email),
  );
  return {
    email: row.email,
    username: row.username,
    created_at: row.created_at,
    email_verified: isTrue(row.email_verified),
    deactivated: isTrue(row.blocked),
    totp_secret: row.totp_secret,
    identities,
    ...passwordFields(row.passwordHash),
  };
}

/** A row of the query in docs/moving-in.md, of the tables `user` and `account`. */
function translateBetterAuth(row: Row, options: SourceOptions): Row {
  const accounts = listOf(row.accounts, 'accounts');
  const own = accounts.find(({ providerId }) => providerId === 'credential');
  return {
    email: row.email,
    username: row.username,
    created_at: row.createdAt,
    email_verified: isTrue(row.emailVerified),
    deactivated: isTrue(row.banned ?? false),
    totp_secret: row.totp_secret,
    identities: accounts.flatMap(({ providerId, accountId }) => identityOf(providerId, accountId, options)),
    ...passwordFields(own?.password),
  };
}

/** A user of the script in docs/moving-in.md, with the columns of Devise and of its modules. */
function translateDevise(row: Row, options: SourceOptions): Row {
  const linked = [...listOf(row.identities, 'identities'), { provider: row.provider, uid: row.uid }];
  return {
    email: row.email,
    username: row.username,
    created_at: row.created_at,
    email_verified_at: row.confirmed_at,
    deactivated: isTrue(row.deactivated ?? false),
    totp_secret: isTrue(row.otp_required_for_login ?? true) ? row.otp_secret : undefined,
    identities: linked.flatMap(({ provider, uid }) => identityOf(provider, uid, options)),
    ...passwordFields(row.encrypted_password),
  };
}

/**
 * A user of `manage.py dumpdata auth.user --format jsonl`, or a row with the same fields. Being staff or a superuser there makes
 * nobody an administrator here.
 */
function translateDjango(row: Row, options: SourceOptions): Row {
  const fields = (row.fields ?? row) as Row;
  const identities = listOf(fields.identities, 'identities').flatMap(({ provider, uid }) =>
    identityOf(provider, uid, options),
  );
  return {
    email: fields.email,
    username: isUsername(fields.username) ? fields.username : undefined,
    created_at: fields.date_joined,
    email_verified_at: fields.email_verified_at,
    deactivated: !isTrue(fields.is_active ?? true),
    totp_secret: fields.totp_secret,
    identities,
    ...djangoPassword(fields.password),
  };
}

/** Django allows `@`, `+` and more, with which it cannot be one here. The account comes without. */
function isUsername(username: unknown): boolean {
  return /^[A-Za-z0-9][\w.-]{2,29}$/.test(String(username ?? ''));
}

/** It writes `!` and something random for a user without a password. */
function djangoPassword(password: unknown): Row {
  const text = textOf(password);
  return text && !text.startsWith('!') ? { password_hash: text } : { no_password: true };
}

/** A row of the query in docs/moving-in.md, of the tables `users`, `identities` and `mfa_factors`. */
function translateSupabase(row: Row, options: SourceOptions): Row {
  const identities = listOf(row.identities, 'identities').flatMap(({ provider, provider_id, email }) =>
    identityOf(provider, provider_id, options, email),
  );
  return {
    email: row.email,
    created_at: row.created_at,
    email_verified_at: row.email_confirmed_at,
    deactivated: isTrue(row.is_banned),
    totp_secret: row.totp_secret,
    identities,
    ...passwordFields(row.encrypted_password),
  };
}

/** The systems whose exports can be imported as they are. */
export const SOURCES = {
  auth0: translateAuth0,
  'better-auth': translateBetterAuth,
  devise: translateDevise,
  django: translateDjango,
  firebase: translateFirebase,
  keycloak: translateKeycloak,
  supabase: translateSupabase,
} satisfies Record<string, Translate>;

export type SourceName = keyof typeof SOURCES;
