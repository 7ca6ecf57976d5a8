import { z } from 'zod';
import { appUrlOf, defaultAppUrl } from './app-url.js';
import { type SettingName, settings } from './settings.js';

const settingsObject = z.object(settings);
type Values = z.output<typeof settingsObject>;

/** Rules that concern several settings: which one to report, when, and how to fix it. */
const CONTRADICTIONS: ReadonlyArray<
  readonly [setting: SettingName, isWrong: (values: Values) => boolean, remedy: string]
> = [
  [
    'jwtSecret',
    ({ jwtSecret, jwtKeyFiles }) => jwtSecret !== undefined && jwtKeyFiles.length > 0,
    'must not be set together with JWT_KEY_FILES; to keep the secret, write it to a file and list that file',
  ],
  [
    'jwtSecret',
    ({ nodeEnv, jwtSecret, jwtKeyFiles }) => nodeEnv === 'production' && !jwtSecret && jwtKeyFiles.length === 0,
    'is required in production unless JWT_KEY_FILES is set; generate one with: openssl rand -base64 48',
  ],
  [
    'tokenIntrospectionSecret',
    ({ tokenIntrospectionSecret, jwtSecret }) => !!jwtSecret && tokenIntrospectionSecret === jwtSecret,
    'must differ from JWT_SECRET: anyone who knows that can sign tokens',
  ],
  [
    'secretsKeys',
    ({ secretsKeys, jwtSecret }) => !!jwtSecret && secretsKeys.includes(jwtSecret),
    'must not have JWT_SECRET in it: each needs a secret of its own',
  ],
  [
    'secondFactorRequiredFor',
    ({ nodeEnv, secondFactorRequiredFor, secretsKeys }) =>
      nodeEnv === 'production' && secondFactorRequiredFor !== 'none' && secretsKeys.length === 0,
    'needs SECRETS_KEYS, without which nobody can add a second factor',
  ],
  [
    'breachedPasswordsFile',
    ({ breachedPasswords, breachedPasswordsFile }) => breachedPasswords === 'file' && !breachedPasswordsFile,
    'is required by BREACHED_PASSWORDS=file',
  ],
  [
    'breachedPasswordsFile',
    ({ breachedPasswords, breachedPasswordsFile }) => breachedPasswords !== 'file' && !!breachedPasswordsFile,
    'requires BREACHED_PASSWORDS=file, without which it is not read',
  ],
  [
    'breachedPasswordsUrl',
    ({ breachedPasswords, breachedPasswordsUrl }) => breachedPasswords !== 'range' && !!breachedPasswordsUrl,
    'requires BREACHED_PASSWORDS=range, without which it is not asked',
  ],
  [
    'breachedPasswordsFail',
    ({ breachedPasswords, breachedPasswordsFail }) => breachedPasswords === 'off' && breachedPasswordsFail === 'closed',
    'requires BREACHED_PASSWORDS=range or file, without which no password is looked up',
  ],
  [
    'passwordRequiredCharacters',
    ({ passwordPolicy, passwordRequiredCharacters }) =>
      passwordPolicy === 'nist' && passwordRequiredCharacters.length > 0,
    'must not be set with PASSWORD_POLICY=nist: NIST SP 800-63B-4 forbids to require kinds of characters',
  ],
  [
    'passkeyRpId',
    (values) =>
      values.passkeyRpId !== undefined &&
      values.passkeyOrigins.length === 0 &&
      !isWithin(appUrlOf(values), values.passkeyRpId),
    'must be the host of APP_URL or a domain above it, unless PASSKEY_ORIGINS lists the pages that use passkeys',
  ],
  [
    'passkeyOrigins',
    ({ passkeyOrigins, ...values }) => {
      const id = values.passkeyRpId ?? hostOf(appUrlOf(values));
      return passkeyOrigins.some(isPage) && !passkeyOrigins.some((origin) => isWithin(origin, id));
    },
    'must include a page on the domain of PASSKEY_RP_ID, by default the host of APP_URL, or below it',
  ],
  [
    'passkeyOrigins',
    ({ passkeyOrigins }) => passkeyOrigins.filter(isPage).some((origin) => !isSecure(origin)),
    'must list pages by https://, for browsers have passkeys nowhere else but on localhost',
  ],
  [
    'brandLogoFile',
    ({ brandLogoFile, brandLogoUrl }) => !!brandLogoFile && !!brandLogoUrl,
    'must not be set together with BRAND_LOGO_URL: there is one logo, so unset one of the two',
  ],
  [
    'adminConsole',
    ({ adminConsole, accountPages }) => adminConsole === true && !accountPages,
    'requires ACCOUNT_PAGES, where administrators sign in: unset one of the two',
  ],
  [
    'databaseListenUrl',
    ({ databaseUrl, databaseListenUrl }) => !databaseUrl && databaseListenUrl !== undefined,
    'requires DATABASE_URL, which is not set: set both or neither',
  ],
  [
    'refreshTokenTtlSeconds',
    ({ refreshTokenTtlSeconds, accessTokenTtlSeconds }) => refreshTokenTtlSeconds < accessTokenTtlSeconds,
    'must not be shorter than ACCESS_TOKEN_TTL_SECONDS',
  ],
  [
    'loginFirstDelaySeconds',
    ({ loginFirstDelaySeconds, loginLongestDelaySeconds }) => loginFirstDelaySeconds > loginLongestDelaySeconds,
    'must not be longer than LOGIN_LONGEST_DELAY_SECONDS',
  ],
  [
    'metricsPort',
    ({ metricsPort, port }) => !!metricsPort && metricsPort === port,
    'must differ from PORT; to serve metrics on the main port, set only METRICS_TOKEN',
  ],
  [
    'requireVerifiedEmail',
    ({ requireVerifiedEmail, mailDisabled }) => requireVerifiedEmail && mailDisabled,
    'requires email: unset MAIL_DISABLED',
  ],
  [
    'emailLogin',
    ({ emailLogin, mailDisabled }) => emailLogin !== 'off' && mailDisabled,
    'requires email: unset MAIL_DISABLED',
  ],
  [
    'adminEmail',
    ({ adminEmail, mailDisabled }) => adminEmail !== undefined && mailDisabled,
    'needs mail, to verify the address: unset MAIL_DISABLED, or make an administrator on the command line',
  ],
  [
    'smtpUrl',
    (values) => sendsRealMail(values) && !values.smtpUrl,
    'is required in production; otherwise set MAIL_DISABLED=true',
  ],
  [
    'mailFrom',
    (values) => sendsRealMail(values) && !values.mailFrom,
    'is required in production, for example no-reply@example.com; otherwise set MAIL_DISABLED=true',
  ],
  [
    'appUrl',
    (values) => sendsRealMail(values) && !values.appUrl && !defaultAppUrl(values),
    'is required in production, because emails link to it, unless JWT_ISSUER is the URL of this server; otherwise set MAIL_DISABLED=true',
  ],
  [
    'appUrl',
    (values) =>
      values.nodeEnv === 'production' && !!values.identityProvidersFile && !values.appUrl && !defaultAppUrl(values),
    'is required by IDENTITY_PROVIDERS_FILE in production, because providers send people back to it',
  ],
  [
    'bcryptCost',
    ({ nodeEnv, bcryptCost }) => nodeEnv === 'production' && bcryptCost < 10,
    'must be at least 10 in production',
  ],
];

function isPage(origin: string): boolean {
  return /^https?:/.test(origin);
}

/** Empty for an app, and for an address of which another setting that is wrong is a part. */
function hostOf(url: string): string {
  return isPage(url) && URL.canParse(url) ? new URL(url).hostname : '';
}

/** Whether a page may use passkeys of the domain. */
function isWithin(url: string, rpId: string): boolean {
  const host = hostOf(url);
  return host === rpId || host.endsWith(`.${rpId}`);
}

function isSecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}

function sendsRealMail({ nodeEnv, mailDisabled }: Values): boolean {
  return nodeEnv === 'production' && !mailDisabled;
}

export const settingsSchema = settingsObject.superRefine((values, context) => {
  for (const [setting, isWrong, message] of CONTRADICTIONS)
    if (isWrong(values)) context.addIssue({ code: 'custom', path: [setting], message });
});
