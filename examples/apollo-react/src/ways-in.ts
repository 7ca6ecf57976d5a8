import { useEffect, useState } from 'react';
import { gatehouse } from './client';

export interface WaysIn {
  readonly serverInfo: { readonly features: readonly string[] };
  readonly identityProviders: readonly { readonly id: string; readonly name: string }[];
}

const NONE: WaysIn = { serverInfo: { features: [] }, identityProviders: [] };

let asking: Promise<WaysIn> | undefined;

/** Once for all components, and not by Apollo Client: its cache is cleared at the moment at which someone signs out. */
function ask(): Promise<WaysIn> {
  const document = 'query WaysIn { serverInfo { features } identityProviders { id name } }';
  asking ??= gatehouse.request<WaysIn>(document).catch(() => {
    asking = undefined;
    return NONE;
  });
  return asking;
}

/** How people can sign in other than by a password and passkeys. None until it is known, and if it cannot be loaded. */
export function useWaysIn(): WaysIn {
  const [waysIn, setWaysIn] = useState(NONE);
  useEffect(() => void ask().then(setWaysIn), []);
  return waysIn;
}
