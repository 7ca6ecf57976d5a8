import { useEffect, useState } from 'react';
import { gatehouse } from './client';

export interface WaysIn {
  readonly serverInfo: { readonly features: readonly string[] };
  readonly identityProviders: readonly { readonly id: string; readonly name: string }[];
}

const NONE: WaysIn = { serverInfo: { features: [] }, identityProviders: [] };

/** How people can sign in other than by a password and passkeys. None until it is known, and if it cannot be loaded. */
export function useWaysIn(): WaysIn {
  const [waysIn, setWaysIn] = useState(NONE);
  useEffect(() => {
    const document = 'query WaysIn { serverInfo { features } identityProviders { id name } }';
    gatehouse.request<WaysIn>(document).then(setWaysIn, () => {});
  }, []);
  return waysIn;
}
