import { MantineProvider } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NoticeProvider } from './shared/Notices';
import { PageErrors } from './shared/PageErrors';
import { theme } from './shared/theme';

const AccountArea = lazy(() => import('./account/AccountArea').then((module) => ({ default: module.AccountArea })));

/** One area for each audience. Each is loaded when it is opened. */
export function App() {
  // Mantine would add style elements for its variables and classes, which the policy of the page forbids: style.css has them.
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <PageErrors>
        <NoticeProvider>
          <Suspense>
            <Switch>
              <Route path="/account" nest>
                <AccountArea />
              </Route>
            </Switch>
          </Suspense>
        </NoticeProvider>
      </PageErrors>
    </MantineProvider>
  );
}
