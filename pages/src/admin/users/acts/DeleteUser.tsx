import { useState } from 'react';
import { useLocation } from 'wouter';
import { TextField } from '../../../shared/forms/fields';
import { useNotify } from '../../../shared/Notices';
import { Act } from '../../acts/Act';
import { outcomeOf, useAct } from '../../acts/act';
import { graphql } from '../../gql';
import type { UserDetailsFragment } from '../../gql/graphql';
import { USERS } from '../../paths';
import { Confirmation } from './Confirmation';
import { endsSessions } from './effects';

const DELETE_USER = graphql(`
  mutation DeleteUser($input: UserIdInput!) {
    deleteUser(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly user: UserDetailsFragment;
}

export function DeleteUser({ user }: Props) {
  return (
    <Act
      name="Delete"
      lead="Removes the account and all of its data."
      button="Delete"
      isDangerous
      question="Delete this user?"
    >
      {() => <Deletion user={user} />}
    </Act>
  );
}

/** Once the address has been typed. */
function Deletion({ user: { id, email } }: Props) {
  const [typed, setTyped] = useState('');
  const act = useAct();
  const notify = useNotify();
  const [, navigate] = useLocation();

  async function remove() {
    const { deleteUser: result } = await act(DELETE_USER, { userId: id });
    if (result.__typename !== 'DeleteUserPayload') return outcomeOf(result);
    notify(`${email} is deleted.`);
    navigate(USERS, { replace: true });
    return {};
  }

  return (
    <Confirmation
      userId={id}
      effects={(holdings) => [
        endsSessions(holdings),
        'Removes the account for good. Nobody can bring it back.',
        'The audit trail keeps what happened, without addresses and devices.',
      ]}
      submit={remove}
      button="Delete"
      color="red"
      isDisabled={typed.trim().toLowerCase() !== email}
    >
      <TextField
        name="typedEmail"
        label={`Type ${email}`}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </Confirmation>
  );
}
