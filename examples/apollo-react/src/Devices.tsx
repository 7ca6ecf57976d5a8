import { useQuery } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { Device } from './Device';
import { graphql } from './gql';
import { Retry } from './Retry';

const DEVICES = graphql(`
  query Devices($after: String) {
    me {
      id
      sessions(first: 10, after: $after) {
        edges {
          node {
            id
            ...Device
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

/** The devices on which the user is signed in, ten at a time. */
export function Devices() {
  const { data, error, refetch, fetchMore } = useQuery(DEVICES);
  const { edges = [], pageInfo } = data?.me?.sessions ?? {};
  const heading = useRef<HTMLHeadingElement>(null);
  const [status, setStatus] = useState('');

  function showSignedOut(name: string) {
    setStatus(`${name} is signed out.`);
    heading.current?.focus(); // The button that had the focus is gone.
  }

  return (
    <section aria-labelledby="devices">
      <h2 id="devices" ref={heading} tabIndex={-1}>
        Devices
      </h2>
      {error && <Retry error={error} retry={refetch} />}
      <ul>
        {edges.map(({ node }) => (
          <Device key={node.id} session={node} onSignedOut={showSignedOut} />
        ))}
      </ul>
      {pageInfo?.hasNextPage && (
        <button type="button" onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          Show more
        </button>
      )}
      <p role="status">{status}</p>
    </section>
  );
}
