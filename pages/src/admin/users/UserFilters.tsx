import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Address } from '../address';
import { Role, UserState } from '../gql/graphql';
import { moveToFirstRow } from '../table/row-keys';

/** How long a pause while typing has to be until the server is asked. */
const PAUSE_MILLIS = 250;

const ROLES = [
  { value: '', label: 'Any role' },
  { value: Role.User, label: 'User' },
  { value: Role.Admin, label: 'Administrator' },
];

const STATES = [
  { value: '', label: 'Any state' },
  { value: UserState.Active, label: 'Active' },
  { value: UserState.Deactivated, label: 'Deactivated' },
];

export function UserFilters({ address }: { address: Address }) {
  const { parameters, filter } = address;
  return (
    <search className="filters">
      <SearchField address={address} />
      <NativeSelect
        className="filter-choice"
        aria-label="Role"
        data={ROLES}
        value={parameters.get('role') ?? ''}
        onChange={({ currentTarget }) => filter({ role: currentTarget.value })}
      />
      <NativeSelect
        className="filter-choice"
        aria-label="State"
        data={STATES}
        value={parameters.get('state') ?? ''}
        onChange={({ currentTarget }) => filter({ state: currentTarget.value })}
      />
    </search>
  );
}

/** Searches while it is typed in. */
function SearchField({ address: { parameters, filter } }: { address: Address }) {
  const field = useRef<HTMLInputElement>(null);
  const searched = parameters.get('text') ?? '';
  const sent = useRef(searched);
  const [text, setText] = useState(searched);
  const search = useDebouncedCallback((typed: string) => {
    sent.current = typed.trim();
    filter({ text: sent.current });
  }, PAUSE_MILLIS);
  useEffect(() => {
    // A link or the browser has changed the address.
    if (searched !== sent.current) setText(searched);
    sent.current = searched;
  }, [searched]);
  useHotkeys([['mod+K', () => field.current?.focus()]], []);
  return (
    <TextInput
      ref={field}
      className="filter-search"
      type="search"
      aria-label="Search by address or username"
      placeholder="Address or username"
      leftSection={<Search size={16} aria-hidden="true" />}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onKeyDown={moveToFirstRow}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        search(currentTarget.value);
      }}
    />
  );
}
