import { Section } from '../../shared/Section';
import { Act } from '../acts/Act';
import { outcomeOf, useAct, useDone } from '../acts/act';
import { graphql } from '../gql';
import type { ListedApiKeyFragment, ServiceAccountDetailsFragment } from '../gql/graphql';
import { count } from '../words';
import { stateOf } from './api-key-state';
import { KeysConfirmation } from './KeysConfirmation';

const DEACTIVATE_SERVICE_ACCOUNT = graphql(`
  mutation DeactivateServiceAccount($input: ServiceAccountIdInput!) {
    deactivateServiceAccount(input: $input) {
      __typename
      ...Failure
    }
  }
`);

const REACTIVATE_SERVICE_ACCOUNT = graphql(`
  mutation ReactivateServiceAccount($input: ServiceAccountIdInput!) {
    reactivateServiceAccount(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly account: ServiceAccountDetailsFragment;
}

/** What stops a service account, and what lets it go on. */
export function Deactivation({ account }: Props) {
  return (
    <Section title="Danger zone" isDangerous>
      {account.deactivatedAt ? <Reactivate account={account} /> : <Deactivate account={account} />}
    </Section>
  );
}

/** How many keys are accepted while the account is active. */
function usableCount(keys: readonly ListedApiKeyFragment[]): number {
  return keys.filter((key) => stateOf(key, null) === 'Active').length;
}

function Deactivate({ account: { id, name } }: Props) {
  const act = useAct();
  const done = useDone();

  async function deactivate(close: () => void) {
    const { deactivateServiceAccount: result } = await act(DEACTIVATE_SERVICE_ACCOUNT, { serviceAccountId: id });
    if (result.__typename !== 'ServiceAccountPayload') return outcomeOf(result);
    close();
    return done(`${name} is deactivated.`);
  }

  const effectsOf = (keys: readonly ListedApiKeyFragment[]) => [
    usableCount(keys) > 0 ? `Stops ${count(usableCount(keys), 'API key')}.` : 'There is no API key to stop.',
    'Its access tokens are refused from the next request on.',
    'Services that verify tokens by their signature alone accept them for 15 minutes at most.',
  ];
  return (
    <Act
      name="Deactivate"
      lead="Stops the program, and keeps everything as it is."
      button="Deactivate"
      isDangerous
      question="Deactivate this service account?"
    >
      {(close) => (
        <KeysConfirmation
          serviceAccountId={id}
          effects={effectsOf}
          submit={() => deactivate(close)}
          button="Deactivate"
          color="red"
        />
      )}
    </Act>
  );
}

function Reactivate({ account: { id, name } }: Props) {
  const act = useAct();
  const done = useDone();

  async function reactivate(close: () => void) {
    const { reactivateServiceAccount: result } = await act(REACTIVATE_SERVICE_ACCOUNT, { serviceAccountId: id });
    if (result.__typename !== 'ServiceAccountPayload') return outcomeOf(result);
    close();
    return done(`${name} is active again.`);
  }

  const effectsOf = (keys: readonly ListedApiKeyFragment[]) => [
    usableCount(keys) > 0
      ? `Brings ${count(usableCount(keys), 'API key')} back.`
      : 'No API key comes back: create one for the program.',
  ];
  return (
    <Act
      name="Reactivate"
      lead="Lets the program go on."
      button="Reactivate"
      question="Reactivate this service account?"
    >
      {(close) => (
        <KeysConfirmation
          serviceAccountId={id}
          effects={effectsOf}
          submit={() => reactivate(close)}
          button="Reactivate"
        />
      )}
    </Act>
  );
}
