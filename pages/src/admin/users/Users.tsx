import { lazy } from 'react';
import { ListRoutes } from '../ListRoutes';
import { USERS } from '../paths';
import { UserList } from './UserList';

const UserPage = lazy(() => import('./UserPage').then((module) => ({ default: module.UserPage })));

export function Users() {
  return <ListRoutes path={USERS} List={UserList} Item={UserPage} />;
}
