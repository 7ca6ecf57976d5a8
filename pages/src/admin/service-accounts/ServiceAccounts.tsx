import { lazy } from 'react';
import { ListRoutes } from '../ListRoutes';
import { SERVICE_ACCOUNTS } from '../paths';
import { ServiceAccountList } from './ServiceAccountList';

const ServiceAccountPage = lazy(() =>
  import('./ServiceAccountPage').then((module) => ({ default: module.ServiceAccountPage })),
);

export function ServiceAccounts() {
  return <ListRoutes path={SERVICE_ACCOUNTS} List={ServiceAccountList} Item={ServiceAccountPage} />;
}
