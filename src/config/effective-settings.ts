import type { Config } from './config.js';
import { readConnectionUrl } from './connection-url.js';
import { environmentVariable, type SettingName, settings } from './settings.js';

/** Where the value of a setting comes from. */
export enum SettingSource {
  DEFAULT = 'DEFAULT',
  DERIVED = 'DERIVED',
  ENVIRONMENT = 'ENVIRONMENT',
}

/** A setting as this server uses it. */
export interface EffectiveSetting {
  /** The environment variable. */
  readonly name: string;
  readonly description: string;
  /** As it would stand in the environment; null if there is none, and of a secret. */
  readonly value: string | null;
  readonly source: SettingSource;
  readonly isSecret: boolean;
}

/** What is not a number or a switch, and could therefore be a secret. */
type TextSetting = {
  [Name in SettingName]-?: Config[Name] extends number | boolean | undefined ? never : Name;
}[SettingName];

type Presentation = 'AS_IT_IS' | 'ADDRESS_ONLY' | 'SECRET';

/** How each text is shown to administrators: a new setting does not compile until this says so. */
const PRESENTATIONS: Readonly<Record<TextSetting, Presentation>> = {
  nodeEnv: 'AS_IT_IS',
  host: 'AS_IT_IS',
  databaseUrl: 'ADDRESS_ONLY',
  databaseListenUrl: 'ADDRESS_ONLY',
  dataDir: 'AS_IT_IS',
  jwtSecret: 'SECRET',
  // An entry may be the key itself instead of a file name, by mistake.
  jwtKeyFiles: 'SECRET',
  jwtIssuer: 'AS_IT_IS',
  jwtAudience: 'AS_IT_IS',
  tokenIntrospectionSecret: 'SECRET',
  secretsKeys: 'SECRET',
  secondFactorRequiredFor: 'AS_IT_IS',
  passkeyRpId: 'AS_IT_IS',
  passkeyOrigins: 'AS_IT_IS',
  identityProvidersFile: 'AS_IT_IS',
  passwordPepper: 'SECRET',
  breachedPasswords: 'AS_IT_IS',
  breachedPasswordsUrl: 'ADDRESS_ONLY',
  breachedPasswordsFile: 'AS_IT_IS',
  breachedPasswordsFail: 'AS_IT_IS',
  passwordPolicy: 'AS_IT_IS',
  passwordRequiredCharacters: 'AS_IT_IS',
  passwordForbiddenWords: 'AS_IT_IS',
  emailLogin: 'AS_IT_IS',
  smtpUrl: 'ADDRESS_ONLY',
  mailFrom: 'AS_IT_IS',
  appUrl: 'AS_IT_IS',
  brandName: 'AS_IT_IS',
  brandLogoUrl: 'AS_IT_IS',
  brandLogoFile: 'AS_IT_IS',
  brandColor: 'AS_IT_IS',
  brandPrivacyUrl: 'AS_IT_IS',
  brandTermsUrl: 'AS_IT_IS',
  mailTemplatesDir: 'AS_IT_IS',
  adminEmail: 'AS_IT_IS',
  corsOrigins: 'AS_IT_IS',
  trustProxy: 'AS_IT_IS',
  geoipDatabaseFile: 'AS_IT_IS',
  logLevel: 'AS_IT_IS',
  metricsHost: 'AS_IT_IS',
  metricsToken: 'SECRET',
  otelExporterOtlpEndpoint: 'ADDRESS_ONLY',
  otelExporterOtlpTracesEndpoint: 'ADDRESS_ONLY',
  otelServiceName: 'AS_IT_IS',
};

/** Every setting in the order of `.env.example`, without any secret. */
export function effectiveSettings(config: Config): EffectiveSetting[] {
  return (Object.keys(settings) as SettingName[]).map((name) => ({
    name: environmentVariable(name),
    description: withoutLinks(settings[name].description ?? ''),
    value: shownValue(name, config[name]),
    source: sourceOf(name, config),
    isSecret: presentationOf(name) === 'SECRET',
  }));
}

function presentationOf(name: SettingName): Presentation | undefined {
  return PRESENTATIONS[name as TextSetting];
}

function shownValue(name: SettingName, value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const presentation = presentationOf(name);
  if (presentation === 'ADDRESS_ONLY') return addressOf(String(value));
  return presentation === 'AS_IT_IS' ? String(value) : null;
}

/** Without user, password and parameters; of a web address also without its path, which may be a secret, too. */
function addressOf(url: string): string {
  if (!/^postgres(ql)?:/i.test(url)) return `${new URL(url).protocol}//${new URL(url).host}`;
  const { host = '', port, database = '' } = readConnectionUrl(url);
  const name = host.includes(':') ? `[${host}]` : encodeURIComponent(host);
  return `postgresql://${name}${port ? `:${port}` : ''}/${encodeURIComponent(database)}`;
}

function sourceOf(name: SettingName, config: Config): SettingSource {
  if (config.setByEnvironment.has(name)) return SettingSource.ENVIRONMENT;
  const byDefault: unknown = settings[name].safeParse(undefined).data;
  return String(byDefault) === String(config[name]) ? SettingSource.DEFAULT : SettingSource.DERIVED;
}

/** Links in descriptions lead to other pages of the documentation. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
