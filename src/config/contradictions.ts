import { z } from 'zod';
import { type SettingName, settings } from './settings.js';

const settingsObject = z.object(settings);
type Values = z.output<typeof settingsObject>;

/** What no setting can tell by itself: of which one to complain, when, and what to do about it. */
const CONTRADICTIONS: ReadonlyArray<
  readonly [setting: SettingName, isWrong: (values: Values) => boolean, todo: string]
> = [
  [
    'jwtSecret',
    ({ jwtSecret, jwtKeyFiles }) => jwtSecret !== undefined && jwtKeyFiles.length > 0,
    'must not be set beside JWT_KEY_FILES; to keep it, write it into a file and list that',
  ],
  [
    'jwtSecret',
    ({ nodeEnv, jwtSecret, jwtKeyFiles }) => nodeEnv === 'production' && !jwtSecret && jwtKeyFiles.length === 0,
    'is required in production, or JWT_KEY_FILES; make one with: openssl rand -base64 48',
  ],
  [
    'tokenIntrospectionSecret',
    ({ tokenIntrospectionSecret, jwtSecret }) => !!jwtSecret && tokenIntrospectionSecret === jwtSecret,
    'must not be JWT_SECRET: who knows that can sign tokens',
  ],
  [
    'databaseListenUrl',
    ({ databaseUrl, databaseListenUrl }) => !databaseUrl && databaseListenUrl !== undefined,
    'goes with DATABASE_URL, which is not set: set it too, or neither',
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
    'must be another port than PORT; METRICS_TOKEN alone is for the main port',
  ],
  [
    'requireVerifiedEmail',
    ({ requireVerifiedEmail, mailDisabled }) => requireVerifiedEmail && mailDisabled,
    'needs mail: unset MAIL_DISABLED',
  ],
  [
    'adminEmail',
    ({ adminEmail, mailDisabled }) => adminEmail !== undefined && mailDisabled,
    'needs mail, to verify the address: unset MAIL_DISABLED, or make an administrator on the command line',
  ],
  [
    'smtpUrl',
    (values) => sendsRealMail(values) && !values.smtpUrl,
    'is required in production, or set MAIL_DISABLED=true',
  ],
  [
    'mailFrom',
    (values) => sendsRealMail(values) && !values.mailFrom,
    'is required in production, for example no-reply@example.com, or set MAIL_DISABLED=true',
  ],
  [
    'appUrl',
    (values) => sendsRealMail(values) && !values.appUrl,
    'is required in production, where links in mails lead to, or set MAIL_DISABLED=true',
  ],
  [
    'bcryptCost',
    ({ nodeEnv, bcryptCost }) => nodeEnv === 'production' && bcryptCost < 10,
    'must be at least 10 in production',
  ],
];

function sendsRealMail({ nodeEnv, mailDisabled }: Values): boolean {
  return nodeEnv === 'production' && !mailDisabled;
}

export const settingsSchema = settingsObject.superRefine((values, context) => {
  for (const [setting, isWrong, message] of CONTRADICTIONS)
    if (isWrong(values)) context.addIssue({ code: 'custom', path: [setting], message });
});
