import { useQuery } from '@apollo/client/react';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { gatehouse } from '../../shared/gatehouse';
import { setAccountLocale } from '../../shared/language/preference';
import { Retry } from '../../shared/Retry';
import { graphql } from '../gql';
import type { AccountUserFragment, Feature } from '../gql/graphql';
import { FIRST_ADMINISTRATOR, HOME } from '../paths';
import { FactorMissing } from './FactorMissing';
import { Frame, PageSkeleton } from './Frame';

graphql(`
  fragment AccountUser on User {
    id
    email
    emailVerifiedAt
    username
    locale
    role
    createdAt
    hasPassword
    totpFactors {
      id
    }
  }
`);

const ACCOUNT = graphql(`
  query Account {
    me {
      ...AccountUser
    }
    serverInfo {
      features
    }
  }
`);

const Profile = lazy(() => import('./Profile').then(({ Profile: page }) => ({ default: page })));
const Security = lazy(() => import('./Security').then(({ Security: page }) => ({ default: page })));
const Devices = lazy(() => import('./Devices').then(({ Devices: page }) => ({ default: page })));
const DangerZone = lazy(() => import('./DangerZone').then(({ DangerZone: page }) => ({ default: page })));
const FirstAdministrator = lazy(() =>
  import('./FirstAdministrator').then(({ FirstAdministrator: page }) => ({ default: page })),
);

export function Account() {
  const { data, error, refetch } = useQuery(ACCOUNT);
  const isStranger = data?.me === null;
  useAccountLocale(data?.me);
  useEffect(() => {
    // The cookies are gone. A refresh finds out, and then the app asks to sign in.
    if (isStranger) gatehouse.refresh().catch(() => {});
  }, [isStranger]);

  return (
    <Frame user={data?.me ?? undefined}>
      {error && <Retry error={error} retry={refetch} />}
      {!error && !data?.me && <PageSkeleton />}
      {data?.me && needsFactor(data.me, data.serverInfo.features) && <FactorMissing />}
      {data?.me && <Pages user={data.me} />}
    </Frame>
  );
}

/** The pages speak the language of the account, unless another one was chosen here. */
function useAccountLocale(user: AccountUserFragment | null | undefined): void {
  const locale = user?.locale;
  useEffect(() => {
    if (locale !== undefined) setAccountLocale(locale);
  }, [locale]);
}

function needsFactor({ totpFactors }: AccountUserFragment, features: readonly Feature[]): boolean {
  return features.includes('SECOND_FACTOR_REQUIRED') && totpFactors.length === 0;
}

function Pages({ user }: { user: AccountUserFragment }) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Switch>
        <Route path="/profile">
          <Profile user={user} />
        </Route>
        <Route path="/security">
          <Security user={user} />
        </Route>
        <Route path="/devices" component={Devices} />
        <Route path="/danger-zone">
          <DangerZone user={user} />
        </Route>
        <Route path={FIRST_ADMINISTRATOR}>
          <FirstAdministrator user={user} />
        </Route>
        <Route>
          <Redirect to={HOME} replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
