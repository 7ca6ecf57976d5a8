import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Text } from '@mantine/core';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';
import { Heading } from '../../shared/Heading';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { CopyButton } from '../CopyButton';
import { Facts } from '../Facts';
import { PageSkeleton } from '../FrameSkeleton';
import { graphql } from '../gql';
import type { ListedWebhookFragment } from '../gql/graphql';
import { Problem } from '../Problem';
import { WEBHOOKS } from '../paths';
import { Deliveries } from './Deliveries';
import { EditButton } from './EditWebhook';
import { nameOfEvent } from './event-types';
import { WebhookActs } from './WebhookActs';
import { WebhookBadge } from './WebhookBadge';

const WEBHOOK = graphql(`
  query Webhook($id: ID!) {
    node(id: $id) {
      __typename
      ... on Webhook {
        id
        ...ListedWebhook
      }
    }
  }
`);

/** One webhook: what it is sent, what became of it, and what can be done. */
export function WebhookPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(WEBHOOK, { variables: { id }, fetchPolicy: 'cache-and-network' });
  const webhook = data?.node?.__typename === 'Webhook' ? data.node : undefined;
  return (
    <>
      <Anchor component={Link} href={WEBHOOKS} size="sm" className="back-link">
        <ChevronLeft size={16} aria-hidden="true" />
        Webhooks
      </Anchor>
      {error && <Problem error={error} retry={refetch} />}
      {!error && !data && <PageSkeleton />}
      {data && !webhook && <NoSuchWebhook />}
      {webhook && <Details webhook={webhook} />}
    </>
  );
}

function NoSuchWebhook() {
  return (
    <>
      <Heading>No such webhook</Heading>
      <Text c="dimmed">There is none with this id. It may have been deleted.</Text>
    </>
  );
}

interface Props {
  readonly webhook: ListedWebhookFragment;
}

function Details({ webhook }: Props) {
  return (
    <>
      <div className="page-head">
        <div className="row">
          <Heading size="h2" className="breakable">
            {webhook.url}
          </Heading>
          <WebhookBadge webhook={webhook} />
        </div>
      </div>
      {webhook.failingSince && (
        <Alert color="yellow" variant="light" radius="md" title="Deliveries fail">
          No attempt has succeeded since <Time at={webhook.failingSince} />. After three days, the server disables it.
        </Alert>
      )}
      <div className="user-columns">
        <div>
          <Deliveries webhook={webhook} />
        </div>
        <div>
          <Identity webhook={webhook} />
          <WebhookActs webhook={webhook} />
        </div>
      </div>
    </>
  );
}

function Identity({ webhook }: Props) {
  const { id, description, eventTypes, createdAt } = webhook;
  return (
    <Section
      title="Identity"
      action={
        <div className="row">
          <EditButton webhook={webhook} />
          <CopyButton text={id} size="xs" variant="default">
            Copy id
          </CopyButton>
        </div>
      }
    >
      <Facts
        facts={[
          ['Id', <code className="identifier">{id}</code>],
          ['Description', description ?? 'None'],
          ['Events', eventTypes.map(nameOfEvent).join(', ')],
          ['Created', <Time at={createdAt} />],
        ]}
      />
    </Section>
  );
}
