import { ActButton } from '../../acts/Act';
import { outcomeOf, useAct, useDone } from '../../acts/act';
import { graphql } from '../../gql';
import { count } from '../../words';
import { Confirmation } from './Confirmation';
import { endsSessions } from './effects';

const END_USER_SESSIONS = graphql(`
  mutation EndUserSessions($input: UserIdInput!) {
    endUserSessions(input: $input) {
      __typename
      ... on EndUserSessionsPayload {
        endedSessionCount
      }
      ...Failure
    }
  }
`);

const END_USER_SESSION = graphql(`
  mutation EndUserSession($input: EndUserSessionInput!) {
    endUserSession(input: $input) {
      __typename
      ...Failure
    }
  }
`);

export function EndSessions({ userId }: { userId: string }) {
  const act = useAct();
  const done = useDone();
  async function end(close: () => void) {
    const { endUserSessions: result } = await act(END_USER_SESSIONS, { userId });
    if (result.__typename !== 'EndUserSessionsPayload') return outcomeOf(result);
    close();
    return done(`Ended ${count(result.endedSessionCount, 'session')}.`);
  }
  return (
    <ActButton button="End all" isDangerous question="End all sessions?">
      {(close) => (
        <Confirmation
          userId={userId}
          effects={(holdings) => [endsSessions(holdings), 'The user has to sign in again everywhere.']}
          submit={() => end(close)}
          button="End all sessions"
          color="red"
        />
      )}
    </ActButton>
  );
}

interface Props {
  readonly userId: string;
  readonly sessionId: string;
  /** Of the device. */
  readonly name: string;
  readonly describedBy: string;
}

export function EndSession({ userId, sessionId, name, describedBy }: Props) {
  const act = useAct();
  const done = useDone();
  async function end(close: () => void) {
    const { endUserSession: result } = await act(END_USER_SESSION, { userId, sessionId });
    // One that has ended already is fine.
    if (result.__typename !== 'EndUserSessionPayload' && result.__typename !== 'SessionNotFoundError')
      return outcomeOf(result);
    close();
    return done(`${name} is signed out.`);
  }
  return (
    <ActButton button="End" question="End this session?" describedBy={describedBy}>
      {(close) => (
        <Confirmation
          userId={userId}
          effects={() => ['Ends 1 session.', `${name} is signed out at once.`]}
          submit={() => end(close)}
          button="End session"
          color="red"
        />
      )}
    </ActButton>
  );
}
