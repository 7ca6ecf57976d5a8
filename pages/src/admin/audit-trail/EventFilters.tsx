import { useQuery } from '@apollo/client/react';
import { NativeSelect, Pill, Text, TextInput } from '@mantine/core';
import type { Address } from '../address';
import { graphql } from '../gql';
import { AuditEventKind, AuditOutcome } from '../gql/graphql';
import { inWords } from '../words';

const KINDS = [
  { value: '', label: 'Everything' },
  ...Object.values(AuditEventKind)
    .map((value) => ({ value, label: inWords(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en')),
];

const OUTCOMES = [
  { value: '', label: 'Any outcome' },
  { value: AuditOutcome.Success, label: 'Success' },
  { value: AuditOutcome.Failure, label: 'Refused' },
];

export function EventFilters({ address: { parameters, filter } }: { address: Address }) {
  const choice = (name: string) => ({
    className: 'filter-choice',
    value: parameters.get(name) ?? '',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => filter({ [name]: currentTarget.value }),
  });
  return (
    <search className="filters">
      <NativeSelect label="What" data={KINDS} {...choice('kind')} />
      <NativeSelect label="Outcome" data={OUTCOMES} {...choice('outcome')} />
      <TextInput label="From" type="date" {...choice('from')} />
      <TextInput label="To" type="date" {...choice('to')} />
      <ChosenUser address={{ parameters, filter }} />
    </search>
  );
}

const CHOSEN_USER = graphql(`
  query ChosenUser($id: ID!) {
    node(id: $id) {
      __typename
      ... on User {
        id
        email
      }
    }
  }
`);

/** The user whose events are shown, if one was chosen on their page. */
function ChosenUser({ address: { parameters, filter } }: { address: Pick<Address, 'parameters' | 'filter'> }) {
  const id = parameters.get('userId');
  const { data } = useQuery(CHOSEN_USER, { variables: { id: id ?? '' }, skip: !id });
  if (!id) return null;
  const name = data?.node?.__typename === 'User' ? data.node.email : id;
  return (
    <div className="filter-chosen">
      <Text size="sm" c="dimmed" component="span">
        About
      </Text>
      <Pill
        size="md"
        withRemoveButton
        onRemove={() => filter({ userId: undefined })}
        removeButtonProps={{
          'aria-label': `Show the events of everyone, not only of ${name}`,
          tabIndex: 0,
          'aria-hidden': false,
        }}
      >
        {name}
      </Pill>
    </div>
  );
}
