import { lazy } from 'react';
import { ListRoutes } from '../ListRoutes';
import { WEBHOOKS } from '../paths';
import { WebhookList } from './WebhookList';

const WebhookPage = lazy(() => import('./WebhookPage').then((module) => ({ default: module.WebhookPage })));

export function Webhooks() {
  return <ListRoutes path={WEBHOOKS} List={WebhookList} Item={WebhookPage} />;
}
