import { type EntityManager, LockMode } from '@mikro-orm/core';
import { AssuranceLevel, combineProofs, type Proof } from '../api/assurance.js';
import { UnauthenticatedError } from '../api/request-errors.js';
import { Session } from './session.entity.js';

/**
 * The session, kept from changing until the transaction ends. To be called once the user is locked.
 *
 * @throws {UnauthenticatedError} it has ended.
 */
export async function lockActiveSession(tx: EntityManager, id: string): Promise<Session> {
  const session = await tx.findOne(Session, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!session || session.endedAt) throw new UnauthenticatedError('TOKEN_BLACKLISTED');
  return session;
}

/** Which sessions of a user are signed in. */
export function activeSessionsOf(userId: string, now: Date) {
  return { user: userId, endedAt: null, expiresAt: { $gt: now } };
}

/** Adds to a session that is locked what its user has proven since. */
export function addProof(session: Session, proof: Proof): void {
  const { level, methods } = combineProofs({ level: session.assuranceLevel, methods: session.methods }, proof);
  session.assuranceLevel = level;
  session.methods = [...methods];
}

/** For a user who no longer has a second factor, and whom the caller has locked. */
export async function lowerSessions(tx: EntityManager, userId: string): Promise<void> {
  const raised = { user: userId, endedAt: null, assuranceLevel: AssuranceLevel.AAL2 };
  await tx.nativeUpdate(Session, raised, { assuranceLevel: AssuranceLevel.AAL1 });
}
