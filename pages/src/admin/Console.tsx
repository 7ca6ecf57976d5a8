import { useQuery } from '@apollo/client/react';
import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { gatehouse } from '../shared/gatehouse';
import { Frame } from './Frame';
import { FrameSkeleton, PageSkeleton } from './FrameSkeleton';
import { graphql } from './gql';
import { NotForYou } from './NotForYou';
import { HOME, PAGES } from './navigation';
import { Problem } from './Problem';

const VIEWER = graphql(`
  query Viewer {
    me {
      id
      email
      role
    }
    serverInfo {
      version
    }
  }
`);

/** The console, for administrators. The server checks it, too, in every operation. */
export function Console() {
  const { data, error, refetch } = useQuery(VIEWER);
  const isStranger = data?.me === null;
  useEffect(() => {
    // The cookies are gone. A refresh finds out, and then the app asks to sign in.
    if (isStranger) gatehouse.refresh().catch(() => {});
  }, [isStranger]);

  if (data?.me && data.me.role !== 'ADMIN') return <NotForYou />;
  if (!error && !data?.me) return <FrameSkeleton />;
  return (
    <Frame email={data?.me?.email} version={data?.serverInfo.version}>
      {error ? <Problem error={error} retry={refetch} /> : <Pages />}
    </Frame>
  );
}

function Pages() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Switch>
        {PAGES.map(({ path, Page }) => (
          <Route key={path} path={`${path}/*?`} component={Page} />
        ))}
        <Route>
          <Redirect to={HOME} replace />
        </Route>
      </Switch>
    </Suspense>
  );
}
