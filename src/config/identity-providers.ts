import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config.js';
import { line, webUrl } from './setting-kinds.js';

/** Providers whose addresses and peculiarities are known. */
export const PRESETS = ['google', 'apple', 'microsoft', 'github', 'gitlab', 'facebook'] as const;
export type Preset = (typeof PRESETS)[number];

const text = () => line().min(1, 'must not be empty').max(255, 'must have at most 255 characters');
const list = () => z.array(text()).max(20, 'must have at most 20 entries').default([]);

const providerSchema = z.strictObject({
  /** In the API, and in the `provider` of links. */
  id: z.string().regex(/^[a-z\d][a-z\d-]{0,49}$/, 'must be at most 50 lowercase letters, digits and hyphens'),
  /** On buttons. */
  name: text(),
  preset: z.enum(PRESETS).optional(),
  /** The provider itself, as in the `iss` of its ID tokens. */
  issuer: webUrl({ query: false }).max(255, 'must have at most 255 characters').optional(),
  clientId: text(),
  clientSecret: line().min(1, 'must not be empty').optional(),
  clientSecretFile: text().optional(),
  /** By default what is needed to know the email address. */
  scopes: list(),
  /** Values of `acr` that count as two factors. */
  trustedAcrValues: list(),
  /** Further `aud` and `azp` of ID tokens: those of native apps. */
  nativeClientIds: list(),
  /** Of Microsoft Entra: a tenant, `organizations`, `consumers` or `common`. */
  tenant: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the ID of a tenant, its domain, organizations, consumers or common')
    .optional(),
  /** Of Apple, which wants a signed client secret. */
  teamId: text().optional(),
  keyId: text().optional(),
  privateKeyFile: text().optional(),
});

/** One entry of IDENTITY_PROVIDERS_FILE. */
type ProviderEntry = z.output<typeof providerSchema>;

/** A provider as it is configured, with what was in the files. */
export interface IdentityProviderSettings extends Omit<ProviderEntry, 'clientSecretFile' | 'privateKeyFile'> {
  /** In PEM (PKCS #8). */
  readonly privateKey?: string | undefined;
}

const APPLE_ONLY = ['teamId', 'keyId', 'privateKeyFile'] as const;

/** Whether one of several settings is wrong, and what to do. */
const CONTRADICTIONS: ReadonlyArray<
  readonly [field: keyof ProviderEntry, isWrong: (entry: ProviderEntry) => boolean, remedy: string]
> = [
  ['issuer', ({ preset, issuer }) => !preset === !issuer, 'must be set unless there is a preset, and only then'],
  [
    'tenant',
    ({ preset, tenant }) => (preset === 'microsoft') !== !!tenant,
    'must be set for the preset microsoft, and only there',
  ],
  ...APPLE_ONLY.map(
    (field) =>
      [
        field,
        (entry: ProviderEntry) => (entry.preset === 'apple') !== !!entry[field],
        'must be set for the preset apple, and only there',
      ] as const,
  ),
  [
    'clientSecret',
    ({ preset, clientSecret, clientSecretFile }) =>
      preset === 'apple' ? !!(clientSecret ?? clientSecretFile) : !clientSecret === !clientSecretFile,
    'must be set unless clientSecretFile is, and never for the preset apple, which signs one',
  ],
];

/**
 * Reads the providers.
 *
 * @param production whether a provider must be reached by HTTPS.
 * @throws {ConfigError} names every fault, but repeats no value, because it may be a secret.
 */
export function readIdentityProviders(file: string, production: boolean): IdentityProviderSettings[] {
  const problems: string[] = [];
  const providers = readEntries(file, problems).map((entry, index) =>
    complete(entry, production, (message) => problems.push(`provider ${index + 1}: ${message}`)),
  );
  const ids = providers.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) problems.push(`provider ${twice + 1}: id: is that of an earlier one`);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `IDENTITY_PROVIDERS_FILE: ${problem}`));
  return providers;
}

function readEntries(file: string, problems: string[]): ProviderEntry[] {
  const parsed = z.array(z.unknown()).min(1).safeParse(readJson(file, problems));
  if (!parsed.success) {
    if (problems.length === 0) problems.push('must be a JSON array of providers');
    return [];
  }
  return parsed.data.flatMap((entry, index) => {
    const { data, error } = providerSchema.safeParse(entry);
    const where = (path: PropertyKey[]) => [`provider ${index + 1}`, ...path.slice(0, 1).map(String)].join(': ');
    for (const issue of error?.issues ?? []) problems.push(`${where(issue.path)}: ${issue.message}`);
    return data ? [data] : [];
  });
}

function readJson(file: string, problems: string[]): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(code ? `cannot be read (${code})` : 'is not JSON');
    return undefined;
  }
}

function complete(
  { clientSecretFile, privateKeyFile, ...entry }: ProviderEntry,
  production: boolean,
  onProblem: (message: string) => void,
): IdentityProviderSettings {
  for (const [field, isWrong, remedy] of CONTRADICTIONS)
    if (isWrong({ clientSecretFile, privateKeyFile, ...entry })) onProblem(`${field}: ${remedy}`);
  if (production && entry.issuer?.startsWith('http:')) onProblem('issuer: must begin with https:// in production');
  const contentOf = (field: string, path: string | undefined) =>
    path === undefined ? undefined : readSecret(path, (message) => onProblem(`${field}: ${message}`));
  const clientSecret = entry.clientSecret ?? contentOf('clientSecretFile', clientSecretFile);
  const privateKey = contentOf('privateKeyFile', privateKeyFile);
  if (privateKey && !isEcKey(privateKey)) onProblem('privateKeyFile: must contain the .p8 key of Apple, in PEM');
  return { ...entry, clientSecret, privateKey };
}

function readSecret(path: string, onProblem: (message: string) => void): string | undefined {
  try {
    const content = readFileSync(path, 'utf8').trim();
    if (!content) onProblem('is empty');
    return content;
  } catch (error) {
    onProblem(`cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}

function isEcKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}
