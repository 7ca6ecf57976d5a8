import { Badge, Text } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { useId } from 'react';
import { ListItem } from '../../shared/ListItem';
import { useLocalization } from '../../shared/language/Localized';
import { formatDate } from '../../shared/relative-time';
import { Section } from '../../shared/Section';
import { Time } from '../../shared/Time';
import { graphql } from '../gql';
import type { ListedApiKeyFragment, ServiceAccountDetailsFragment } from '../gql/graphql';
import { type ApiKeyState, stateOf } from './api-key-state';
import { NewApiKeyButton } from './NewApiKey';
import { RevokeApiKey } from './RevokeApiKey';

graphql(`
  fragment ListedApiKey on ApiKey {
    id
    name
    start
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

interface Props {
  readonly account: ServiceAccountDetailsFragment;
}

/** The keys of a service account, the newest first. */
export function ApiKeys({ account }: Props) {
  const { apiKeys } = account;
  return (
    <Section
      title="API keys"
      lead="To replace one without a pause, create the next one first, and revoke the old one once it is not used any more."
      action={<NewApiKeyButton serviceAccountId={account.id} />}
    >
      {apiKeys.length > 0 ? (
        <ul className="list">
          {apiKeys.map((key) => (
            <ApiKeyItem key={key.id} apiKey={key} account={account} />
          ))}
        </ul>
      ) : (
        <Text size="sm" c="dimmed">
          No key: the account cannot do anything yet.
        </Text>
      )}
    </Section>
  );
}

const COLORS: Readonly<Record<ApiKeyState, string>> = {
  Active: 'green',
  Paused: 'yellow',
  Expired: 'gray',
  Revoked: 'red',
};

function ApiKeyItem({ apiKey, account }: Props & { readonly apiKey: ListedApiKeyFragment }) {
  const nameId = useId();
  const state = stateOf(apiKey, account.deactivatedAt);
  return (
    <ListItem icon={KeyRound} name={apiKey.name} nameId={nameId} details={<KeyDetails apiKey={apiKey} />}>
      <div className="row">
        <Badge variant="light" color={COLORS[state]} tt="none">
          {state}
        </Badge>
        {!apiKey.revokedAt && <RevokeApiKey apiKey={apiKey} serviceAccountId={account.id} describedBy={nameId} />}
      </div>
    </ListItem>
  );
}

function KeyDetails({ apiKey }: { apiKey: ListedApiKeyFragment }) {
  const { start, createdAt, lastUsedAt } = apiKey;
  return (
    <>
      <Text size="sm" c="dimmed">
        <code className="identifier">{start}…</code> · created <Time at={createdAt} />
      </Text>
      <Text size="sm" c="dimmed">
        {lastUsedAt ? 'Last used ' : 'Never used'}
        {lastUsedAt && <Time at={lastUsedAt} />} · <End apiKey={apiKey} />
      </Text>
    </>
  );
}

function End({ apiKey: { expiresAt, revokedAt } }: { apiKey: ListedApiKeyFragment }) {
  const day = formatDate(expiresAt, useLocalization());
  if (!revokedAt) return `${Date.parse(expiresAt) > Date.now() ? 'expires' : 'expired'} on ${day}`;
  return (
    <>
      revoked <Time at={revokedAt} />
    </>
  );
}
