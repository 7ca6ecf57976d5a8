import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import { ofError } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';
import type { AuditEventFilter } from '../gql/graphql';
import { count } from '../words';
import { downloadFile } from './download';
import { eventsAsCsv, MAX_EXPORTED_EVENTS } from './event-csv';

interface Props {
  readonly filter: AuditEventFilter;
  /** How many events the filter selects. */
  readonly total: number | undefined;
}

/** Downloads what the filter selects, one page of the list after the other. Pressed again, it stops. */
export function ExportButton({ filter, total }: Props) {
  const client = useApolloClient();
  const notify = useNotify();
  const stopping = useRef<AbortController>(undefined);
  const [loaded, setLoaded] = useState<number>();

  async function download() {
    stopping.current = new AbortController();
    const { signal } = stopping.current;
    setLoaded(0);
    try {
      downloadFile('audit-trail.csv', await eventsAsCsv(client, filter, { signal, onPage: setLoaded }));
      notify(outcomeOf(total));
    } catch (error) {
      notify(signal.aborted ? 'The export is stopped.' : (ofError(error).problem ?? ''));
    }
    setLoaded(undefined);
  }

  const isRunning = loaded !== undefined;
  return (
    <Button
      variant="default"
      leftSection={<Download size={16} aria-hidden="true" />}
      onClick={() => (isRunning ? stopping.current?.abort() : void download())}
    >
      {isRunning ? `Stop at ${count(loaded, 'event')}` : 'Export CSV'}
    </Button>
  );
}

function outcomeOf(total = 0): string {
  return total > MAX_EXPORTED_EVENTS
    ? `The file has the newest ${count(MAX_EXPORTED_EVENTS, 'event')}. For older ones, choose an earlier time.`
    : 'The audit trail is exported.';
}
