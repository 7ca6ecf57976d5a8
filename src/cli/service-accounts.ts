import { NEWEST_FIRST } from '../api/connections.js';
import { addSeconds } from '../clock.js';
import { ApiKey, ServiceAccount } from '../credentials/api-keys/api-key.entities.js';
import { OPERATOR } from '../security/audit-trail.js';
import type { Permission } from '../sessions/permissions.js';
import type { CommandContext, Workplace } from './command-context.js';
import { formatTable, formatTime } from './output.js';

const DAY_SECONDS = 86_400;

function administeringIn({ database }: Workplace) {
  return { em: database.em.fork(), actor: OPERATOR };
}

/** `service-account create`. */
export async function createServiceAccount(
  { terminal, withServices }: CommandContext,
  name: string,
  { permission: permissions }: { permission: Lowercase<Permission>[] },
): Promise<void> {
  await withServices(async (workplace) => {
    const input = { name, permissions: permissions.map((each) => each.toUpperCase() as Permission) };
    const account = await workplace.services.credentials.serviceAccounts.create(administeringIn(workplace), input);
    terminal.print(describe(account));
  });
}

/** `service-account list`. */
export async function listServiceAccounts(
  { terminal, withServices }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<void> {
  await withServices(async ({ database }) => {
    const accounts = await database.em.fork().find(ServiceAccount, {}, { orderBy: [...NEWEST_FIRST] });
    for (const account of json ? accounts : []) terminal.print(JSON.stringify(account));
    if (!json) terminal.print(formatTable([['ID', 'NAME', 'STATE', 'CREATED', 'PERMISSIONS'], ...accounts.map(rowOf)]));
  });
}

function rowOf({ id, name, permissions, createdAt, deactivatedAt }: ServiceAccount): string[] {
  return [id, name, deactivatedAt ? 'DEACTIVATED' : 'ACTIVE', formatTime(createdAt), permissions.join(' ')];
}

/** `service-account deactivate`, `reactivate`: prints the service account as it is then. */
export async function changeServiceAccount(
  { terminal, withServices }: CommandContext,
  id: string,
  act: 'deactivate' | 'reactivate',
): Promise<void> {
  await withServices(async (workplace) => {
    const { serviceAccounts } = workplace.services.credentials;
    terminal.print(describe(await serviceAccounts[act](administeringIn(workplace), id)));
  });
}

/** In one line. A name could steer the terminal, so it is left out. */
function describe({ id, permissions, deactivatedAt }: ServiceAccount): string {
  return `service account ${id} is ${deactivatedAt ? 'deactivated' : 'active'} (${permissions.join(' ')})`;
}

/** `api-key create`: prints the key to standard output, and nothing else, so that it can be piped to where it is kept. */
export async function createApiKey(
  { terminal, withServices }: CommandContext,
  serviceAccountId: string,
  name: string,
  { days }: { days?: number },
): Promise<void> {
  await withServices(async (workplace) => {
    const expiresAt = days === undefined ? null : addSeconds(workplace.clock(), days * DAY_SECONDS);
    const { apiKeys } = workplace.services.credentials;
    const created = await apiKeys.create(administeringIn(workplace), { serviceAccountId, name, expiresAt });
    terminal.print(created.secret);
    terminal.printError(`Its id is ${created.apiKey.id}; it expires ${formatTime(created.apiKey.expiresAt)}.`);
  });
}

/** `api-key list`. */
export async function listApiKeys(
  { terminal, withServices }: CommandContext,
  { json = false }: { json?: boolean },
): Promise<void> {
  await withServices(async ({ database }) => {
    const em = database.em.fork();
    const keys = await em.find(ApiKey, {}, { orderBy: [...NEWEST_FIRST], populate: ['serviceAccount'] });
    for (const key of json ? keys : []) terminal.print(JSON.stringify(recordOf(key)));
    if (!json) terminal.print(formatTable([KEY_HEADINGS, ...keys.map(keyRowOf)]));
  });
}

const KEY_HEADINGS = ['ID', 'START', 'NAME', 'SERVICE ACCOUNT', 'EXPIRES', 'LAST USED', 'REVOKED'];

function keyRowOf({ id, start, name, serviceAccount, expiresAt, lastUsedAt, revokedAt }: ApiKey): string[] {
  return [id, start, name, serviceAccount.name, ...[expiresAt, lastUsedAt, revokedAt].map(formatTime)];
}

function recordOf({ serviceAccount, id, name, start, createdAt, expiresAt, lastUsedAt, revokedAt }: ApiKey) {
  const times = { createdAt, expiresAt, lastUsedAt, revokedAt };
  return { id, name, start, serviceAccountId: serviceAccount.id, ...times };
}

/** `api-key revoke`. */
export async function revokeApiKey({ terminal, withServices }: CommandContext, id: string): Promise<void> {
  await withServices(async (workplace) => {
    const { start } = await workplace.services.credentials.apiKeys.revoke(administeringIn(workplace), id);
    terminal.print(`revoked ${start}`);
  });
}
