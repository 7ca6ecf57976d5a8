import type { Values } from '../../../shared/forms/Form';
import { TextField } from '../../../shared/forms/fields';
import { Act } from '../../acts/Act';
import { outcomeOf, useAct, useDone } from '../../acts/act';
import { graphql } from '../../gql';
import type { UserDetailsFragment } from '../../gql/graphql';
import { Confirmation } from './Confirmation';
import { endsSessions } from './effects';

const DEACTIVATE_USER = graphql(`
  mutation DeactivateUser($input: UserIdInput!, $reason: String) {
    deactivateUser(input: $input, reason: $reason) {
      __typename
      ...Failure
    }
  }
`);

const REACTIVATE_USER = graphql(`
  mutation ReactivateUser($input: UserIdInput!) {
    reactivateUser(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly user: UserDetailsFragment;
}

export function Deactivate({ user: { id, email } }: Props) {
  const act = useAct();
  const done = useDone();
  async function deactivate({ reason }: Values, close: () => void) {
    const { deactivateUser: result } = await act(DEACTIVATE_USER, { userId: id }, { reason: reason || null });
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    close();
    return done(`${email} is deactivated.`);
  }
  return (
    <Act
      name="Deactivate"
      lead="Keeps the user out, and everything as it is."
      button="Deactivate"
      isDangerous
      question="Deactivate this user?"
    >
      {(close) => (
        <Confirmation
          userId={id}
          effects={(holdings) => [endsSessions(holdings), 'Nobody can sign in to the account until it is reactivated.']}
          submit={(values) => deactivate(values, close)}
          button="Deactivate"
          color="red"
        >
          <TextField
            name="reason"
            label="Reason"
            description="For administrators only. At most 500 characters."
            autoComplete="off"
            data-autofocus
          />
        </Confirmation>
      )}
    </Act>
  );
}

export function Reactivate({ user: { id, email } }: Props) {
  const act = useAct();
  const done = useDone();
  async function reactivate(close: () => void) {
    const { reactivateUser: result } = await act(REACTIVATE_USER, { userId: id });
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    close();
    return done(`${email} can sign in again.`);
  }
  const effects = ['The user can sign in again, with the password and the factors of before.'];
  return (
    <Act name="Reactivate" lead="Lets the user sign in again." button="Reactivate" question="Reactivate this user?">
      {(close) => (
        <Confirmation userId={id} effects={() => effects} submit={() => reactivate(close)} button="Reactivate" />
      )}
    </Act>
  );
}
