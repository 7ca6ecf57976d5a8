import { ActButton } from '../../acts/Act';
import { outcomeOf, useAct, useDone } from '../../acts/act';
import { graphql } from '../../gql';
import type { UserDetailsFragment } from '../../gql/graphql';
import { Confirmation, type Holdings } from './Confirmation';
import { endsSessions, removesFactors } from './effects';

const RESET_SECOND_FACTORS = graphql(`
  mutation ResetSecondFactors($input: UserIdInput!) {
    resetSecondFactors(input: $input) {
      __typename
      ...Failure
    }
  }
`);

export function ResetFactors({ user: { id, email } }: { user: UserDetailsFragment }) {
  const act = useAct();
  const done = useDone();
  async function reset(close: () => void) {
    const { resetSecondFactors: result } = await act(RESET_SECOND_FACTORS, { userId: id });
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    close();
    return done(`The factors of ${email} are reset.`);
  }
  return (
    <ActButton button="Reset" isDangerous question="Reset second factors and passkeys?">
      {(close) => (
        <Confirmation userId={id} effects={effectsOf} submit={() => reset(close)} button="Reset factors" color="red" />
      )}
    </ActButton>
  );
}

function effectsOf(holdings: Holdings): string[] {
  return [
    removesFactors(holdings),
    endsSessions(holdings),
    holdings.hasPassword
      ? 'The password alone suffices to sign in: be sure that it is the right person who asks.'
      : 'There is no password: send an email to set one, or nobody can sign in any more.',
  ];
}
