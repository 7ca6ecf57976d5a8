import { lazy } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { USERS } from '../paths';
import { UserList } from './UserList';

const UserPage = lazy(() => import('./UserPage').then((module) => ({ default: module.UserPage })));

export function Users() {
  return (
    <Switch>
      <Route path={USERS} component={UserList} />
      <Route path={`${USERS}/:id`}>{({ id }) => <UserPage key={id} id={id} />}</Route>
      <Route>
        <Redirect to={USERS} replace />
      </Route>
    </Switch>
  );
}
