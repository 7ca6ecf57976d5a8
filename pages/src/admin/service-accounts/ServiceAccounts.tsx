import { Redirect, Route, Switch } from 'wouter';
import { SERVICE_ACCOUNTS } from '../paths';
import { ServiceAccountList } from './ServiceAccountList';
import { ServiceAccountPage } from './ServiceAccountPage';

export function ServiceAccounts() {
  return (
    <Switch>
      <Route path={SERVICE_ACCOUNTS} component={ServiceAccountList} />
      <Route path={`${SERVICE_ACCOUNTS}/:id`}>{({ id }) => <ServiceAccountPage key={id} id={id} />}</Route>
      <Route>
        <Redirect to={SERVICE_ACCOUNTS} replace />
      </Route>
    </Switch>
  );
}
