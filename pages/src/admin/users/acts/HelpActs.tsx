import { Section } from '../../../shared/Section';
import { Act } from '../../acts/Act';
import { outcomeOf, useAct, useDone } from '../../acts/act';
import { graphql } from '../../gql';
import { Role, type UserDetailsFragment } from '../../gql/graphql';
import { Confirmation } from './Confirmation';

const SEND_PASSWORD_RESET = graphql(`
  mutation SendPasswordReset($input: UserIdInput!) {
    sendPasswordReset(input: $input) {
      __typename
      ...Failure
    }
  }
`);

const VERIFY_USER_EMAIL = graphql(`
  mutation VerifyUserEmail($input: UserIdInput!) {
    verifyUserEmail(input: $input) {
      __typename
      ...Failure
    }
  }
`);

const SET_USER_ROLE = graphql(`
  mutation SetUserRole($input: SetUserRoleInput!) {
    setUserRole(input: $input) {
      __typename
      ...Failure
    }
  }
`);

interface Props {
  readonly user: UserDetailsFragment;
}

/** What takes nothing away from a user. */
export function HelpActs({ user }: Props) {
  return (
    <Section title="Help">
      <SendReset user={user} />
      {!user.emailVerifiedAt && <VerifyEmail user={user} />}
      <ChangeRole user={user} />
    </Section>
  );
}

function SendReset({ user: { id, email, hasPassword } }: Props) {
  const act = useAct();
  const done = useDone();
  async function send(close: () => void) {
    const { sendPasswordReset: result } = await act(SEND_PASSWORD_RESET, { userId: id });
    if (result.__typename !== 'MailRequestedPayload') return outcomeOf(result);
    close();
    return done(`The email is on its way to ${email}.`);
  }
  const effects = [
    `Sends an email to ${email}, with a link to set a new password.`,
    hasPassword ? 'The present password counts until then.' : 'The account has no password yet.',
  ];
  return (
    <Act
      name="Password"
      lead="Email a link to set a new one."
      button="Send reset email"
      question="Send an email to reset the password?"
    >
      {(close) => <Confirmation userId={id} effects={() => effects} submit={() => send(close)} button="Send email" />}
    </Act>
  );
}

function VerifyEmail({ user: { id, email } }: Props) {
  const act = useAct();
  const done = useDone();
  async function verify(close: () => void) {
    const { verifyUserEmail: result } = await act(VERIFY_USER_EMAIL, { userId: id });
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    close();
    return done(`${email} counts as verified.`);
  }
  const effects = [
    `Counts ${email} as the address of this user, without a proof.`,
    'Anyone who reads its emails can get into the account: be sure that it is the right person.',
  ];
  return (
    <Act
      name="Email address"
      lead="It is not verified."
      button="Mark as verified"
      question="Mark the address as verified?"
    >
      {(close) => (
        <Confirmation userId={id} effects={() => effects} submit={() => verify(close)} button="Mark as verified" />
      )}
    </Act>
  );
}

function ChangeRole({ user: { id, email, role } }: Props) {
  const act = useAct();
  const done = useDone();
  const isAdministrator = role === Role.Admin;
  async function change(close: () => void) {
    const next = isAdministrator ? Role.User : Role.Admin;
    const { setUserRole: result } = await act(SET_USER_ROLE, { userId: id, role: next });
    if (result.__typename !== 'UserPayload') return outcomeOf(result);
    close();
    return done(`${email} is ${isAdministrator ? 'no longer' : 'now'} an administrator.`);
  }
  const effects = isAdministrator
    ? ['Takes away the console and everything else that administrators may do, at once.']
    : ['Allows to see and to change every account, this one of yours included.'];
  return (
    <Act
      name="Role"
      lead={isAdministrator ? 'Manages every account.' : 'Manages their own account.'}
      button={isAdministrator ? 'Demote' : 'Promote'}
      question={isAdministrator ? 'Take away the role of administrator?' : 'Make this user an administrator?'}
    >
      {(close) => (
        <Confirmation
          userId={id}
          effects={() => effects}
          submit={() => change(close)}
          button={isAdministrator ? 'Make a user' : 'Make an administrator'}
          color={isAdministrator ? 'red' : undefined}
        />
      )}
    </Act>
  );
}
