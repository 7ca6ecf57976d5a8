import type { ListedApiKeyFragment } from '../gql/graphql';

export type ApiKeyState = 'Active' | 'Paused' | 'Expired' | 'Revoked';

/** Whether the server accepts a key, and why not. Where the service account is deactivated, it comes back with it. */
export function stateOf(
  { revokedAt, expiresAt }: Pick<ListedApiKeyFragment, 'revokedAt' | 'expiresAt'>,
  deactivatedAt: string | null,
): ApiKeyState {
  if (revokedAt) return 'Revoked';
  if (Date.parse(expiresAt) <= Date.now()) return 'Expired';
  return deactivatedAt ? 'Paused' : 'Active';
}
