import { Badge, Text } from '@mantine/core';
import { SettingSource, type SettingsQuery } from '../gql/graphql';
import type { Column } from '../table/DataTable';
import { Prose } from './Prose';

export type ListedSetting = SettingsQuery['settings'][number] & { readonly id: string };

export const COLUMNS: Column<ListedSetting>[] = [
  { id: 'NAME', header: 'Setting', cell: ({ row }) => <Name setting={row.original} /> },
  { id: 'VALUE', header: 'Value', cell: ({ row }) => <Value setting={row.original} /> },
  { id: 'SOURCE', header: 'Source', cell: ({ row }) => <Source source={row.original.source} /> },
];

function Name({ setting: { name, description } }: { setting: ListedSetting }) {
  return (
    <>
      <code className="setting-name">{name}</code>
      <Text size="xs" c="dimmed" className="setting-meaning">
        <Prose text={description} />
      </Text>
    </>
  );
}

function Value({ setting: { value, source, isSecret } }: { setting: ListedSetting }) {
  if (value !== null && value !== '') return <code className="setting-value">{value}</code>;
  const text = isSecret && source === SettingSource.Environment ? 'Set, and secret' : 'Not set';
  return (
    <Text size="sm" c="dimmed" className="no-wrap">
      {text}
    </Text>
  );
}

const SOURCES = {
  [SettingSource.Default]: { text: 'Default', color: 'gray' },
  [SettingSource.Derived]: { text: 'Derived', color: 'gray' },
  [SettingSource.Environment]: { text: 'Environment', color: 'blue' },
};

function Source({ source }: { source: SettingSource }) {
  const { text, color } = SOURCES[source];
  return (
    <Badge variant="light" color={color} tt="none">
      {text}
    </Badge>
  );
}
