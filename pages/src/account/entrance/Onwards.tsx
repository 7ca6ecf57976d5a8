import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO, safeReturnTo } from '../../shared/return-to';
import { HOME } from '../paths';
import { EntranceSkeleton } from './Entrance';

const PREFIX = '/account/';

interface Props {
  /** Where they were going, if the address of the page does not say so. */
  readonly returnTo?: string | null | undefined;
}

/** Leads people who are signed in to where they were going. */
export function Onwards({ returnTo = null }: Props) {
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const target = safeReturnTo(parameters.get(RETURN_TO) ?? returnTo, pageSettings.returnTo);
  useEffect(() => {
    if (!target) navigate(HOME, { replace: true });
    else if (target.origin === location.origin && target.pathname.startsWith(PREFIX))
      navigate(`/${target.pathname.slice(PREFIX.length)}${target.search}`, { replace: true });
    else location.replace(target);
  });
  return <EntranceSkeleton />;
}
