import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { createConnectionType } from '../api/connection.js';
import { SessionNotFoundError } from '../api/expected-errors.js';
import { Session } from './session.entity.js';

export const SessionConnection = createConnectionType(Session, 'Session');

@InputType({ description: 'A session to end.' })
export class RevokeSessionInput {
  @Field(() => ID, { description: 'The id of one of the signed-in user’s sessions.' })
  sessionId!: string;
}

@ObjectType({ description: 'The session has ended; its tokens are refused from now on.' })
export class RevokeSessionPayload {
  @Field(() => ID, { description: 'The id of the session, for clients to forget it.' })
  readonly revokedSessionId: string;

  constructor(revokedSessionId: string) {
    this.revokedSessionId = revokedSessionId;
  }
}

export const RevokeSessionResult = createUnionType({
  name: 'RevokeSessionResult',
  description: 'The end of a session, or why it has not ended.',
  types: () => [RevokeSessionPayload, SessionNotFoundError] as const,
});
