import { Fragment, type ReactNode } from 'react';

export type Fact = readonly [name: string, fact: ReactNode];

/** What is known of something, by name. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, fact]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
