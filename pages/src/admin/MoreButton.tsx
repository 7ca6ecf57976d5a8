import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNotify } from '../shared/Notices';

/** Loads the next items of a list. */
export function MoreButton({ load }: { load: () => Promise<unknown> }) {
  const [isBusy, setIsBusy] = useState(false);
  const notify = useNotify();
  async function showMore() {
    setIsBusy(true);
    await load().catch(() => notify('More could not be loaded.'));
    setIsBusy(false);
  }
  return (
    <Button variant="default" size="xs" loading={isBusy} onClick={showMore}>
      Show more
    </Button>
  );
}
