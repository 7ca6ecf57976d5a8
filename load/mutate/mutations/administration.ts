import { inFile } from '../mutation.ts';

const HELD = ['test/credentials/held-requests.server.test.ts'];
const AUDIT_EVENTS = ['test/accounts/audit-events.api.test.ts'];
const STATISTICS = ['test/accounts/statistics.api.test.ts'];
const ACTS = ['test/accounts/administration.api.test.ts'];
const HELP = ['test/accounts/user-help.api.test.ts'];
const DELETION = ['test/accounts/account-deletion.server.test.ts'];

/** What administrators may do, and what the audit trail records and forgets. */
export const ADMINISTRATION = [
  ...inFile('src/sessions/authentication.ts', [
    {
      promise: 'Administrative operations are restricted to administrators.',
      find: 'if (roles.length > 0 && !roles.includes(user.role)) throw new ForbiddenError();',
      replace: '',
      tests: ACTS,
    },
    {
      promise: 'A protected field requires a signed-in user.',
      find: 'const { user } = requireAuthenticated(authentication);',
      replace:
        "if (authentication.state !== 'authenticated') return;\n  const { user } = requireAuthenticated(authentication);",
      tests: ACTS,
    },
  ]),
  ...inFile('src/accounts/administration/administration.resolver.ts', [
    {
      promise: 'Administrative mutations require a recent login.',
      find: '    this.services.stepUp.requireOfPeople(authentication);\n',
      replace: '',
      tests: ACTS,
    },
    {
      promise: 'Only administrators read why an account was deactivated.',
      find: `  @Authorized(Role.ADMIN)
  @FieldResolver(() => String, {`,
      replace: '  @FieldResolver(() => String, {',
      tests: HELP,
    },
    {
      promise: 'createUser requires a recent login.',
      find: '    this.services.stepUp.requireOfPeople(context.authentication);\n',
      replace: '',
      tests: ['test/accounts/refused-administration.api.test.ts'],
    },
  ]),
  ...inFile('src/accounts/administration/user-creation.ts', [
    {
      promise: 'createUser creates nothing for an administrator who was demoted meanwhile.',
      find: '      await requireAdministrator(tx, actor);\n',
      replace: '',
      tests: HELD,
    },
  ]),
  ...inFile('src/accounts/administration/audit-events.resolver.ts', [
    {
      promise: 'Users do not see from where an administrator acted on their account.',
      find: 'return viewer.role === Role.ADMIN || isNobody || actorId === viewer.id;',
      replace: 'return viewer.id !== actorId || isNobody || true;',
      tests: AUDIT_EVENTS,
    },
  ]),
  ...inFile('src/server/graphql/node.ts', [
    {
      promise: "Users cannot load the audit events of other people's accounts by their ids.",
      find: 'viewer.role === Role.ADMIN || subjectId === viewer.id',
      replace: 'viewer.role === Role.ADMIN || subjectId !== null',
      tests: AUDIT_EVENTS,
    },
  ]),
  ...inFile('src/accounts/administration/statistics.ts', [
    {
      promise: 'Statistics sum up a day only when no act of it can still be on its way.',
      find: 'addSeconds(this.clock(), -SETTLED_SECONDS)',
      replace: 'this.clock()',
      tests: STATISTICS,
    },
    {
      promise: 'Statistics sum up a day before its audit events are deleted.',
      find: '    for (const day of days) await em.execute(',
      replace: '    for (const day of days.slice(0, -1)) await em.execute(',
      tests: STATISTICS,
    },
    {
      promise: 'Statistics count only those endings of sessions that were not refused.',
      find: "and outcome = 'SUCCESS' or kind",
      replace: 'or kind',
      tests: STATISTICS,
    },
    {
      promise: 'Statistics count sessions that ended because a refresh token was stolen.',
      find: " or kind = 'REFRESH_TOKEN_REUSE'",
      replace: '',
      tests: STATISTICS,
    },
  ]),
  ...inFile('src/accounts/administration/refused-acts.ts', [
    {
      promise: 'A user cannot flood the audit trail with refused administrative operations.',
      find: ' || !(await this.limits.admitsRefusedAct(whom))',
      replace: '',
      tests: ['test/accounts/refused-administration.api.test.ts'],
    },
  ]),
  ...inFile('src/accounts/administration/user-administration.ts', [
    {
      promise: 'An administrator whose role is revoked while the request waits is refused.',
      find: '      refuseFormerAdministrator(actor, locked);\n',
      replace: '',
      tests: HELD,
    },
    {
      promise: "Deactivating a user ends the user's sessions.",
      find: 'await this.services.sessionEnding.endAll(tx, user.id, BlacklistReason.DEACTIVATED);',
      replace: '',
      tests: ACTS,
    },
    {
      promise: 'An administrator who ends one session of a user ends none of another user.',
      find: 'sessionEnding.endOwn(tx, user.id, sessionId, reason)',
      replace: 'sessionEnding.endOne(tx, sessionId, reason)',
      tests: HELP,
    },
    {
      promise: 'The reason of a deactivation does not outlive it.',
      find: 'user.deactivatedAt = user.deactivationReason = null;',
      replace: 'user.deactivatedAt = null;',
      tests: HELP,
    },
    {
      promise: 'The audit trail records administrative operations.',
      find: 'this.services.audit.success(tx, kind, { ...actor, device }, user.id);',
      replace: '',
      tests: ['test/security/audit-trail.api.test.ts'],
    },
  ]),
  ...inFile('src/accounts/administration/last-administrator.ts', [
    {
      promise: 'The last active administrator cannot be removed.',
      find: 'if (isActiveAdministrator(user) && isAlone) throw refuse(new LastAdministratorError());',
      replace: '',
      tests: ACTS,
    },
    {
      promise: 'An operation that would remove an administrator locks all administrators first.',
      find: 'if (isActiveAdministrator(user)) throw new AdministratorConcerned();',
      replace: '',
      tests: ['test/accounts/administration-locks.server.test.ts'],
    },
  ]),
  ...inFile('src/users/user-queries.ts', [
    {
      promise: 'Of two administrators who act against each other, the second sees the result of the first.',
      find: "lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }",
      replace: "orderBy: { id: 'asc' }",
      tests: HELD,
    },
  ]),
  ...inFile('src/security/audit-trail.ts', [
    {
      promise: 'A failed login during the deletion of an account leaves no IP address in the audit trail.',
      find: "await this.insert(em, record, 'for key share');",
      replace: "await this.insert(em, record, '');",
      tests: DELETION,
    },
  ]),
];
