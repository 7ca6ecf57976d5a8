import { useEffect, useState } from 'react';
import { gatehouse } from '../../../shared/gatehouse';
import type { Feature } from '../../gql/graphql';

/** What the emails contain by which people sign in. */
export type EmailContents = 'code' | 'link' | 'both';

/** @returns undefined while the server is being asked, null if it sends none. */
export function useEmailContents(): EmailContents | null | undefined {
  const [contents, setContents] = useState<EmailContents | null>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const asking = gatehouse.request<Features>('{ serverInfo { features } }', {}, { signal });
    asking.then(
      ({ serverInfo }) => setContents(contentsIn(serverInfo.features)),
      // There are other ways to sign in, so a failure is no problem.
      () => signal.aborted || setContents(null),
    );
    return () => controller.abort();
  }, []);
  return contents;
}

interface Features {
  readonly serverInfo: { readonly features: readonly Feature[] };
}

function contentsIn(features: readonly Feature[]): EmailContents | null {
  const [code, link] = [features.includes('EMAIL_LOGIN_CODE'), features.includes('EMAIL_LOGIN_LINK')];
  if (code && link) return 'both';
  if (code) return 'code';
  return link ? 'link' : null;
}
