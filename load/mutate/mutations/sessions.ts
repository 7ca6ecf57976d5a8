import { inFile } from '../mutation.ts';

const ROTATION = ['test/api/refresh-token-rotation.test.ts'];
const LOGOUT = ['test/api/logout.test.ts'];
const HELD = ['test/db/held-requests.test.ts'];

/** Refresh tokens and the ends of sessions: RFC 9700 §4.14. */
export const SESSIONS = [
  ...inFile('src/sessions/refresh-token.ts', [
    {
      promise: 'A used refresh token is worth nothing once its successor was used.',
      find: '!use.successorUsed && ',
      replace: '',
      tests: ['test/unit/refresh-token.test.ts'],
    },
    {
      promise: 'A used refresh token may be presented again for ten seconds only.',
      find: 'secondsSinceUse <= use.windowSeconds',
      replace: 'secondsSinceUse >= 0',
      tests: ['test/unit/refresh-token.test.ts'],
    },
  ]),
  ...inFile('src/sessions/refresh-token-rotation.ts', [
    {
      promise: 'A replayed refresh token ends its session.',
      find: 'if (!repeated) await this.endBecauseOfReuse(tx, session, actor);',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A refresh token is exchanged once.',
      find: 'const unused = { id: token.id, usedAt: null };',
      replace: 'const unused = { id: token.id };',
      tests: ROTATION,
    },
    {
      promise: 'An expired refresh token is refused.',
      find: 'token.expiresAt <= clock() || ',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A session does not go on beyond its greatest age.',
      find: ' || sessionTokens.isTooOld(session)',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A deactivated user cannot refresh.',
      find: ' || session.user.deactivatedAt',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A refresh waits for a logout of the same session, and is refused after it.',
      find: 'tx.findOne(Session, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })',
      replace: 'tx.findOne(Session, id, { refresh: true })',
      tests: HELD,
    },
    {
      promise: 'The audit trail records the reuse of a refresh token.',
      find: 'this.services.audit.failure(tx, AuditEventKind.REFRESH_TOKEN_REUSE, actor, session.user.id);',
      replace: '',
      tests: ['test/api/audit-trail.test.ts'],
    },
  ]),
  ...inFile('src/digest.ts', [
    {
      promise: 'Of tokens only digests are stored.',
      find: "createHash('sha256').update(token).digest('hex')",
      replace: "token.padEnd(64, '.').slice(0, 64)",
      tests: ROTATION,
    },
  ]),
  ...inFile('src/sessions/session-tokens.ts', [
    {
      promise: 'No access token outlives its session.',
      find: 'earliest(addSeconds(now, this.options.accessTokenTtlSeconds), this.lastMoment(session))',
      replace: 'addSeconds(now, this.options.accessTokenTtlSeconds)',
      tests: ROTATION,
    },
  ]),
  ...inFile('src/sessions/session-ending.ts', [
    {
      promise: 'A session stays on the blacklist until its last access token has expired.',
      find: 'expiresAt: session.accessTokensExpireAt,',
      replace: 'expiresAt: session.endedAt,',
      tests: LOGOUT,
    },
    {
      promise: 'logoutAll ends the sessions of nobody else.',
      find: 'return this.end(em, { user: userId }, reason);',
      replace: 'return this.end(em, {}, reason);',
      tests: LOGOUT,
    },
    {
      promise: "A user cannot revoke somebody else's session.",
      find: '{ id: sessionId, user: userId }',
      replace: '{ id: sessionId }',
      tests: ['test/api/sessions.test.ts'],
    },
    {
      promise: 'A changed password ends every other session, and keeps this one.',
      find: '{ user: userId, id: { $ne: keptSessionId } }',
      replace: '{ user: userId, id: keptSessionId }',
      tests: ['test/api/password-change.test.ts'],
    },
  ]),
  ...inFile('src/sessions/session-end-notice.ts', [
    {
      promise: 'Ending more sessions than a notification can list succeeds.',
      find: "which === 'all' || which.length > MOST_IDS",
      replace: "which === 'all'",
      tests: ['test/api/session-ended.test.ts'],
    },
  ]),
  ...inFile('src/sessions/user-sessions.resolver.ts', [
    {
      promise: "A mailed token does not show somebody else's sessions.",
      find: 'if (viewer.id !== user.id && viewer.role !== Role.ADMIN) throw new ForbiddenError();',
      replace: '',
      tests: ['test/api/sessions.test.ts'],
    },
  ]),
  ...inFile('src/auth/logout.ts', [
    {
      promise: 'A refresh token of an ended session cannot log out.',
      find: 'if (token && !token.session.endedAt) return',
      replace: 'if (token) return',
      tests: LOGOUT,
    },
    {
      promise: 'The audit trail records logouts.',
      find: 'this.audit.success(tx, AuditEventKind.LOGOUT, { ...actor, userId }, userId);',
      replace: '',
      tests: ['test/api/audit-trail.test.ts'],
    },
  ]),
  ...inFile('src/graphql/authenticate-each-mutation.ts', [
    {
      promise: 'A mutation after a logout in the same document is refused.',
      find: 'if (begun.has(context)) await context.beginAnew();',
      replace: '',
      tests: LOGOUT,
    },
  ]),
  ...inFile('src/db/prune.ts', [
    {
      promise: 'The blacklist covers instances whose clocks are slow.',
      find: 'addSeconds(now, -CLOCK_SKEW_SECONDS)',
      replace: 'now',
      tests: ['test/db/prune.test.ts'],
    },
  ]),
];
