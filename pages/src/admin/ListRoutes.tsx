import type { ComponentType } from 'react';
import { Redirect, Route, Switch } from 'wouter';

interface Props {
  readonly path: string;
  readonly List: ComponentType;
  readonly Item: ComponentType<{ readonly id: string }>;
}

/** A list, and below its address the pages of what is in it. */
export function ListRoutes({ path, List, Item }: Props) {
  return (
    <Switch>
      <Route path={path} component={List} />
      <Route path={`${path}/:id`}>{({ id }) => <Item key={id} id={id} />}</Route>
      <Route>
        <Redirect to={path} replace />
      </Route>
    </Switch>
  );
}
