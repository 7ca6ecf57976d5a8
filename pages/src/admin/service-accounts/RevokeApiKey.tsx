import { useLocalization } from '../../shared/language/Localized';
import { relativeTime } from '../../shared/relative-time';
import { ActButton } from '../acts/Act';
import { outcomeOf, useAct, useDone } from '../acts/act';
import { graphql } from '../gql';
import type { ListedApiKeyFragment } from '../gql/graphql';
import { KeysConfirmation } from './KeysConfirmation';

const REVOKE_API_KEY = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly apiKey: ListedApiKeyFragment;
  readonly serviceAccountId: string;
  readonly describedBy: string;
}

export function RevokeApiKey({ apiKey: { id, name, start }, serviceAccountId, describedBy }: Props) {
  const act = useAct();
  const done = useDone();
  const localization = useLocalization();

  async function revoke(close: () => void) {
    const { revokeApiKey: result } = await act(REVOKE_API_KEY, { apiKeyId: id });
    if (result.__typename !== 'ApiKeyPayload') return outcomeOf(result);
    close();
    return done(`${name} is revoked.`);
  }

  function effectsOf(keys: readonly ListedApiKeyFragment[]): string[] {
    const lastUsedAt = keys.find((key) => key.id === id)?.lastUsedAt;
    return [
      `Refuses ${start}… and its access tokens from the next request on.`,
      lastUsedAt ? `It was last used ${relativeTime(lastUsedAt, localization)}.` : 'It was never used.',
      'Nobody can bring it back: if a program still needs it, create another one first.',
    ];
  }

  return (
    <ActButton button="Revoke" isDangerous question={`Revoke ${name}?`} describedBy={describedBy}>
      {(close) => (
        <KeysConfirmation
          serviceAccountId={serviceAccountId}
          effects={effectsOf}
          submit={() => revoke(close)}
          button="Revoke key"
          color="red"
        />
      )}
    </ActButton>
  );
}
