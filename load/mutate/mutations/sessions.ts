import { inFile } from '../mutation.ts';

const ROTATION = ['test/sessions/refresh-token-rotation.api.test.ts'];
const LOGOUT = ['test/sessions/logout.api.test.ts'];
const LIMIT = ['test/sessions/session-limit.api.test.ts'];
const PLANTED = ['test/sessions/planted-cookies.server.test.ts'];
const HELD = ['test/credentials/held-requests.server.test.ts'];

/** Refresh tokens and the ends of sessions: RFC 9700 §4.14. */
export const SESSIONS = [
  ...inFile('src/sessions/refresh-statements.ts', [
    {
      promise: 'A refresh token can be exchanged only once.',
      find: " and sessions.refresh_digest = decode($2, 'hex')",
      replace: ' and $2::text is not null',
      tests: ROTATION,
    },
    {
      promise: 'A used refresh token can be repeated for ten seconds only.',
      find: 'sessions.rotated_at >= $6',
      replace: '$6::timestamptz is not null',
      tests: ROTATION,
    },
    {
      promise: 'A used refresh token is refused once its successor has been used.',
      find: "sessions.previous_digest = decode($2, 'hex')",
      replace: '$2::text is not null',
      tests: ROTATION,
    },
    {
      promise: 'An expired refresh token is refused.',
      find: 'sessions.expires_at > $3 and ',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A session cannot be refreshed beyond its maximum age.',
      find: ' and ${MAX_AGE} > $3',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A deactivated user cannot refresh.',
      find: ' and users.deactivated_at is null',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A refresh waits for a concurrent logout of its session and is then refused.',
      find: 'sessions.ended_at is null and ',
      replace: '',
      tests: [...ROTATION, ...HELD],
    },
    {
      promise: 'A session stays on the blacklist until the access token of its last refresh has expired.',
      find: 'greatest(sessions.access_tokens_expire_at, least($5::timestamptz, ${MAX_AGE}))',
      replace: 'greatest(sessions.access_tokens_expire_at, least($5::timestamptz, $3))',
      tests: ROTATION,
    },
  ]),
  ...inFile('src/sessions/refresh-token-rotation.ts', [
    {
      promise: 'A replayed refresh token ends its session.',
      find: 'if (issued === undefined) await this.endIfReplayed(caller.em, token, caller.actor);',
      replace: '',
      tests: ROTATION,
    },
    {
      promise: 'A refresh whose successor nobody can tell any more ends no session.',
      find: 'if (issued === undefined) await',
      replace: 'await',
      tests: ['test/sessions/key-exchange.api.test.ts'],
    },
    {
      promise: 'The audit trail records the reuse of a refresh token.',
      find: 'this.services.audit.failure(tx, AuditEventKind.REFRESH_TOKEN_REUSE, actor, user.id);',
      replace: '',
      tests: ['test/security/audit-trail.api.test.ts'],
    },
    {
      promise: 'Of several refresh cookies of one session the newest genuine one is exchanged.',
      find: 'rank(other) - rank(one)',
      replace: 'rank(one) - rank(other)',
      tests: PLANTED,
    },
  ]),
  ...inFile('src/security/token-derivation.ts', [
    {
      promise: 'Only digests of tokens are stored.',
      find: "hash('sha256', token)",
      replace: "token.padEnd(64, '.').slice(0, 64)",
      tests: ROTATION,
    },
  ]),
  ...inFile('src/sessions/session-tokens.ts', [
    {
      promise: 'No access token outlives its session.',
      find: 'earliest(addSeconds(now, this.options.accessTokenTtlSeconds), this.absoluteExpiry(createdAt))',
      replace: 'addSeconds(now, this.options.accessTokenTtlSeconds)',
      tests: ROTATION,
    },
    {
      promise: 'An account cannot have more sessions than the session limit.',
      find: 'sessionsPerAccount - 1',
      replace: 'sessionsPerAccount',
      tests: LIMIT,
    },
  ]),
  ...inFile('src/sessions/session-ending.ts', [
    {
      promise: 'Only a refresh token that has been exchanged counts as replayed.',
      find: 'sql`generation > ${generation}`',
      replace: 'sql`true`',
      tests: ROTATION,
    },
    {
      promise: 'A session stays on the blacklist until its last access token has expired.',
      find: 'select id, user_id, end_reason, ended_at, access_tokens_expire_at from ended',
      replace: 'select id, user_id, end_reason, ended_at, ended_at from ended',
      tests: LOGOUT,
    },
    {
      promise: 'logoutAll does not end the sessions of other users.',
      find: 'this.endMany(em, sql`user_id = ${userId}`, reason))',
      replace: 'this.endMany(em, sql`true`, reason))',
      tests: LOGOUT,
    },
    {
      promise: "A user cannot revoke another user's session.",
      find: 'sql`id = ${sessionId} and user_id = ${userId}`',
      replace: 'sql`id = ${sessionId}`',
      tests: ['test/sessions/sessions.api.test.ts'],
    },
    {
      promise: "A password change ends the caller's own session too, so that copies of its tokens are worthless.",
      find: 'await this.endMany(em, sql`user_id = ${userId}`, reason, replacedId);',
      replace:
        '{ ...(await this.endMany(em, sql`user_id = ${userId} and id <> ${replacedId}`, reason)), included: true };',
      tests: ['test/credentials/password-change.api.test.ts'],
    },
    {
      promise: "A password change is refused when the caller's session has ended in the meantime.",
      find: "if (!included) throw new UnauthenticatedError('TOKEN_BLACKLISTED');",
      replace: '',
      tests: ['test/credentials/password-race.server.test.ts'],
    },
    {
      promise: 'A login beyond the session limit ends the least recently used session.',
      find: 'last_used_at desc, id desc',
      replace: 'last_used_at asc, id asc',
      tests: LIMIT,
    },
    {
      promise: 'Expired sessions do not count toward the session limit.',
      find: 'and ended_at is null and expires_at > ${this.clock()}',
      replace: 'and ended_at is null',
      tests: LIMIT,
    },
    {
      promise: 'Ending a session does not shorten a blacklist entry that an operator added.',
      find: 'greatest(entry.expires_at, excluded.expires_at)',
      replace: 'excluded.expires_at',
      tests: LIMIT,
    },
  ]),
  ...inFile('src/sessions/context.ts', [
    {
      promise: 'A refresh cookie from a session other than that of the access cookie is ignored.',
      find: 'return { texts, sessionId };',
      replace: 'return { texts };',
      tests: PLANTED,
    },
    {
      promise: 'A planted refresh cookie does not sign a browser in to the account of an attacker.',
      find: 'accessTokens.length === 0 || others.length > 0',
      replace: 'others.length > 0',
      tests: PLANTED,
    },
  ]),
  ...inFile('src/sessions/session-ending.ts', [
    {
      promise: 'Ending more sessions than fit into one notification succeeds.',
      find: "case when count(*) > ${MAX_IDS} then 'all' else (${ids}) end",
      replace: '(${ids})',
      tests: ['test/server/subscriptions/session-ended.api.test.ts'],
    },
  ]),
  ...inFile('src/sessions/visible-user.ts', [
    {
      promise: 'Verifying an email address does not expose the sessions of its account.',
      find: 'if (viewer.id !== id && viewer.role !== Role.ADMIN) throw new ForbiddenError();',
      replace: '',
      tests: ['test/sessions/sessions.api.test.ts'],
    },
  ]),
  ...inFile('src/sessions/logout-statement.ts', [
    {
      promise: 'A blacklisted access token ends no session.',
      find: 'b.id in (${JTI}, ${SID})',
      replace: 'b.id = ${SID} and ${JTI} is null',
      tests: LOGOUT,
    },
    {
      promise: 'The access token of a deactivated user ends no session.',
      find: ' and u.deactivated_at is null',
      replace: '',
      tests: LOGOUT,
    },
  ]),
  ...inFile('src/sessions/logout.ts', [
    {
      promise: 'A logout ends the sessions of all cookies.',
      find: 'if (id === undefined || others.length > 0) return 0;',
      replace: 'if (id === undefined) return 0;',
      tests: PLANTED,
    },
    {
      promise: 'Where the key of a tag has been removed, a logout needs the refresh token that is stored.',
      find: 'tokens.some(({ isGenuine }) => isGenuine)',
      replace: 'tokens.length > 0',
      tests: ['test/sessions/key-exchange.api.test.ts'],
    },
    {
      promise: 'The log names the user who signs out.',
      find: 'userId: claims?.sub',
      replace: 'userId: undefined',
      tests: ['test/server/telemetry/request-log.server.test.ts'],
    },
    {
      promise: 'A logout with a refresh token of an ended session is refused.',
      find: 'found.filter(({ hasEnded }) => !hasEnded)',
      replace: 'found',
      tests: LOGOUT,
    },
    {
      promise: 'The audit trail records logouts.',
      find: 'audit.recordingOwn(AuditEventKind.LOGOUT, device, userIds)',
      replace: 'audit.recordingOwn(AuditEventKind.LOGOUT_ALL, device, userIds)',
      tests: ['test/security/audit-trail.api.test.ts'],
    },
    {
      promise: 'The audit trail records logouts of several sessions.',
      find: 'audit.recording(AuditEventKind.LOGOUT, acts, userIds)',
      replace: 'audit.recording(AuditEventKind.LOGOUT_ALL, acts, userIds)',
      tests: PLANTED,
    },
  ]),
  ...inFile('src/sessions/refresh-token-rotation.ts', [
    {
      promise: 'The audit trail says who presented a used refresh token.',
      find: 'await caller.authenticate();',
      replace: 'Object.assign(caller, { authenticated: { state: "anonymous" } });',
      tests: ['test/security/audit-trail.api.test.ts'],
    },
  ]),
  ...inFile('src/server/graphql/mutations.ts', [
    {
      promise: 'A mutation is authenticated before it starts.',
      find: 'if (!authenticatesItself) await context.authenticate();',
      replace: '',
      tests: ['test/sessions/me.api.test.ts', LOGOUT[0] as string],
    },
    {
      promise: 'A mutation after a logout in the same document is refused.',
      find: 'if (begun.has(context)) context.reset();',
      replace: '',
      tests: LOGOUT,
    },
  ]),
  ...inFile('src/wiring/maintenance.ts', [
    {
      promise: 'A blacklist entry is kept long enough for instances whose clocks are slow.',
      find: 'addSeconds(now, -CLOCK_SKEW_SECONDS)',
      replace: 'now',
      tests: ['test/database/prune.server.test.ts'],
    },
  ]),
  ...inFile('src/database/batches.ts', [
    {
      promise: 'Pruning holds locks for a moment only, however slow the disk is.',
      find: 'size = nextBatchSize(size, performance.now() - startedAt);',
      replace: 'size = nextBatchSize(size, 0 * startedAt);',
      tests: ['test/database/batches.unit.test.ts'],
    },
  ]),
];
