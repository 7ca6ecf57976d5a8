import { Permission } from '../../src/sessions/permissions.js';
import type { ApiClient, SignedIn } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';

/** A service account with a key, and the token that it was exchanged for. */
export interface Machine {
  readonly serviceAccountId: string;
  readonly apiKey: { id: string; start: string };
  readonly secret: string;
  readonly accessToken: string;
}

export async function newKey(api: ApiClient, root: SignedIn, serviceAccountId: string, more = {}) {
  return api.mutate('createApiKey', { serviceAccountId, name: 'Production', ...more }, root.accessToken);
}

/** Made by an administrator, as an administrator does. */
export async function newMachine(
  { api }: Gatehouse,
  root: SignedIn,
  permissions: Permission[] = [Permission.USERS_READ],
): Promise<Machine> {
  const { serviceAccount } = await api.mutate(
    'createServiceAccount',
    { name: 'Billing', permissions },
    root.accessToken,
  );
  const { apiKey, secret } = await newKey(api, root, serviceAccount.id);
  const { accessToken } = await api.mutate('exchangeApiKey', { apiKey: secret });
  return { serviceAccountId: serviceAccount.id, apiKey, secret, accessToken };
}
