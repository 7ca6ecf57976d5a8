import { MantineProvider } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { FirstView } from './shared/FirstView';
import { Localized } from './shared/language/Localized';
import type { Language } from './shared/language/languages';
import { NoticeProvider } from './shared/Notices';
import { Offline } from './shared/Offline';
import { PageErrors } from './shared/PageErrors';
import { theme } from './shared/theme';

const accountArea = () => import('./account/AccountArea');
const AccountArea = lazy(() => accountArea().then((module) => ({ default: module.AccountArea })));
const AdminArea = lazy(() => import('./admin/AdminArea').then((module) => ({ default: module.AdminArea })));

// Along with the texts, which it would wait for otherwise.
if (location.pathname.startsWith('/account')) void accountArea().catch(() => {});

/** One area for each audience. Each is loaded when it is opened. */
export function App() {
  // Mantine would add style elements for its variables and classes, which the policy of the page forbids: style.css has them.
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <PageErrors>
        <Suspense fallback={<FirstView />}>
          <Switch>
            <Route path="/account" nest>
              <Area>
                <AccountArea />
              </Area>
            </Route>
            <Route path="/admin" nest>
              <Area language="en">
                <AdminArea />
              </Area>
            </Route>
          </Switch>
        </Suspense>
      </PageErrors>
    </MantineProvider>
  );
}

interface AreaProps {
  /** The only one that the area speaks, if there is only one. */
  readonly language?: Language | undefined;
  readonly children: ReactNode;
}

function Area({ language, children }: AreaProps) {
  return (
    <Localized language={language}>
      <NoticeProvider>
        <Offline />
        <Suspense fallback={<FirstView />}>{children}</Suspense>
      </NoticeProvider>
    </Localized>
  );
}
