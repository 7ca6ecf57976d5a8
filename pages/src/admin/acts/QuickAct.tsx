import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ofError } from '../../shared/forms/outcome';
import { useNotify } from '../../shared/Notices';

interface Props {
  readonly button: string;
  /** For screen readers, where the text of the button does not say what it acts on. */
  readonly label?: string;
  /** @returns what to say about it. */
  readonly run: () => Promise<string>;
}

/** A button for what takes nothing away, and needs no question first. */
export function QuickAct({ button, label, run }: Props) {
  const [isBusy, setIsBusy] = useState(false);
  const client = useApolloClient();
  const notify = useNotify();

  async function press() {
    setIsBusy(true);
    await run()
      .then(notify)
      .then(() => client.refetchQueries({ include: 'active' }))
      .catch((error) => notify(ofError(error).problem ?? ''));
    setIsBusy(false);
  }

  return (
    <Button variant="default" size="xs" loading={isBusy} aria-label={label} onClick={press}>
      {button}
    </Button>
  );
}
