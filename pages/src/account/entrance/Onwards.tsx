import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { pageSettings } from '../../shared/page-settings';
import { RETURN_TO, safeReturnTo } from '../../shared/return-to';
import { HOME } from '../paths';
import { EntranceSkeleton } from './Entrance';

const PREFIX = '/account/';

/** Leads people who are signed in to where they were going. */
export function Onwards() {
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const target = safeReturnTo(parameters.get(RETURN_TO), pageSettings.returnTo);
  useEffect(() => {
    if (!target) navigate(HOME, { replace: true });
    else if (target.origin === location.origin && target.pathname.startsWith(PREFIX))
      navigate(`/${target.pathname.slice(PREFIX.length)}${target.search}`, { replace: true });
    else location.replace(target);
  });
  return <EntranceSkeleton />;
}
