import './workers.js';
import 'graphiql/style.css';
import './style.css';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { fetcher } from './fetcher.js';
import { OPERATION_LIST } from './operation-list.js';
import { OPERATION_GROUPS } from './operations.js';
import { SubscriptionStatus } from './subscription-status.js';

const DEFAULT_TABS = OPERATION_GROUPS.flatMap(({ operations }) => operations).filter(({ isOpen }) => isOpen);

/** The address holds the operation of the tab that is shown, to be kept or sent to a colleague. */
const addressed = new URLSearchParams(location.search).get('query') ?? undefined;

function keepInAddress(query: string | null | undefined): void {
  history.replaceState(null, '', query ? `?${new URLSearchParams({ query })}` : location.pathname);
}

createRoot(document.getElementById('explorer') as HTMLElement).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[OPERATION_LIST, HISTORY_PLUGIN]}
    defaultTabs={DEFAULT_TABS.map(({ query }) => ({ query }))}
    defaultEditorToolsVisibility={false}
    initialQuery={addressed}
    onTabChange={({ tabs, activeTabIndex }) => keepInAddress(tabs[activeTabIndex]?.query)}
  >
    <GraphiQL.Logo>Gatehouse</GraphiQL.Logo>
    <GraphiQL.Footer>
      <SubscriptionStatus />
    </GraphiQL.Footer>
  </GraphiQL>,
);
