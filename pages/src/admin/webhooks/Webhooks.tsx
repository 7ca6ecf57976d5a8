import { Redirect, Route, Switch } from 'wouter';
import { WEBHOOKS } from '../paths';
import { WebhookList } from './WebhookList';
import { WebhookPage } from './WebhookPage';

export function Webhooks() {
  return (
    <Switch>
      <Route path={WEBHOOKS} component={WebhookList} />
      <Route path={`${WEBHOOKS}/:id`}>{({ id }) => <WebhookPage key={id} id={id} />}</Route>
      <Route>
        <Redirect to={WEBHOOKS} replace />
      </Route>
    </Switch>
  );
}
