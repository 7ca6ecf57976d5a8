import { useQuery } from '@apollo/client/react';
import { Checkbox, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { Heading } from '../../shared/Heading';
import { useAddress } from '../address';
import { graphql } from '../gql';
import { SettingSource } from '../gql/graphql';
import { Problem } from '../Problem';
import { DataTable } from '../table/DataTable';
import { count } from '../words';
import { COLUMNS, type ListedSetting } from './columns';

const SETTINGS = graphql(`
  query Settings {
    settings {
      name
      description
      value
      source
      isSecret
    }
  }
`);

/** Every setting of the server. They are changed where the server is started, not here. */
export function Settings() {
  const { data, error, loading, refetch } = useQuery(SETTINGS, { fetchPolicy: 'cache-and-network' });
  const { parameters, filter } = useAddress();
  const [text, onlySet] = [parameters.get('text') ?? '', parameters.get('set') === 'only'];
  const rows = useMemo(() => {
    const all = data?.settings.map((setting) => ({ ...setting, id: setting.name }));
    return all?.filter((setting) => isMeant(setting, text, onlySet));
  }, [data, text, onlySet]);
  return (
    <>
      <Heading>Settings</Heading>
      <Text c="dimmed">
        As this server uses them. To change one, set its environment variable and start the server again.
      </Text>
      <search className="filters">
        <TextInput
          className="filter-search"
          aria-label="Search"
          placeholder="Name, value or meaning"
          leftSection={<Search size={16} aria-hidden="true" />}
          value={text}
          onChange={({ currentTarget }) => filter({ text: currentTarget.value })}
        />
        <Checkbox
          label="Only what is set"
          checked={onlySet}
          onChange={({ currentTarget }) => filter({ set: currentTarget.checked ? 'only' : undefined })}
        />
      </search>
      {error ? (
        <Problem error={error} retry={refetch} />
      ) : (
        <>
          <DataTable
            label="Settings"
            columns={COLUMNS}
            rows={rows}
            isBusy={loading && !data}
            empty={<Text fw={600}>No setting found</Text>}
          />
          <Text size="sm" c="dimmed" role="status">
            {rows && count(rows.length, 'setting')}
          </Text>
        </>
      )}
    </>
  );
}

function isMeant({ name, value, description, source }: ListedSetting, text: string, onlySet: boolean): boolean {
  if (onlySet && source !== SettingSource.Environment) return false;
  const words = text.toLowerCase().split(/\s+/);
  const searched = `${name} ${value ?? ''} ${description}`.toLowerCase();
  return words.every((word) => searched.includes(word));
}
