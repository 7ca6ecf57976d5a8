import { type GraphiQLPlugin, pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { OPERATION_GROUPS, type Operation } from './operations.js';

/** A pane that lists what the API can do, by group; a click opens it in a tab. */
export const OPERATION_LIST: GraphiQLPlugin = { title: 'Operations', icon: ListIcon, content: OperationList };

function OperationList() {
  const openOperation = useOpenOperation();
  return (
    <section className="operation-list" aria-label="Operations">
      <div className="graphiql-doc-explorer-title">Operations</div>
      {OPERATION_GROUPS.map(({ title, operations }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {operations.map((operation) => (
              <li key={operation.name}>
                <button type="button" onClick={() => openOperation(operation)}>
                  {operation.name}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Goes to the tab of this operation, whatever was changed in it, or else opens one. */
function useOpenOperation(): (operation: Operation) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor } = useGraphiQL(pick('tabs', 'queryEditor'));
  return ({ name, query }) => {
    const index = tabs.findIndex((tab) => tab.operationName === name);
    if (index >= 0) return changeTab(index);
    addTab();
    queryEditor?.setValue(query);
    updateActiveTabValues({ query, operationName: name });
  };
}

function ListIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1" strokeLinecap="round" />
    </svg>
  );
}
