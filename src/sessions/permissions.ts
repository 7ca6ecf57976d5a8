import { registerEnumType } from 'type-graphql';
import { ForbiddenError } from '../api/request-errors.js';

/** What a service account may do. */
export enum Permission {
  USERS_READ = 'USERS_READ',
  USERS_WRITE = 'USERS_WRITE',
  SESSIONS_END = 'SESSIONS_END',
  AUDIT_READ = 'AUDIT_READ',
  WEBHOOKS_MANAGE = 'WEBHOOKS_MANAGE',
  TOKENS_INTROSPECT = 'TOKENS_INTROSPECT',
}

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a service account may do. docs/machines.md lists the operations of each.',
  valuesConfig: {
    USERS_READ: { description: 'List and find users, and see their sessions.' },
    USERS_WRITE: { description: 'Create, invite, deactivate, reactivate and delete users who are not administrators.' },
    SESSIONS_END: { description: 'Sign users out.' },
    AUDIT_READ: { description: 'Read the audit trail and the statistics.' },
    WEBHOOKS_MANAGE: { description: 'Manage webhooks, and see what they were sent.' },
    TOKENS_INTROSPECT: {
      description: 'Ask about access tokens without TOKEN_INTROSPECTION_SECRET, and learn which are revoked.',
    },
  },
});

/** Needs no permission, only a service account. */
const NONE = null;

/**
 * All that a machine may use, by schema coordinate. Anything else refuses machines, also what is added later: nothing
 * that needs a person belongs here.
 */
export const MACHINE_PERMISSIONS: Readonly<Record<string, Permission | typeof NONE>> = {
  'Mutation.exchangeApiKey': NONE,
  // Of users that another permission leads to.
  'User.deactivatedAt': NONE,
  'User.deactivationReason': NONE,
  'Query.users': Permission.USERS_READ,
  'Query.node': Permission.USERS_READ,
  'Query.nodes': Permission.USERS_READ,
  'User.sessions': Permission.USERS_READ,
  'Mutation.createUser': Permission.USERS_WRITE,
  'Mutation.sendPasswordReset': Permission.USERS_WRITE,
  'Mutation.deactivateUser': Permission.USERS_WRITE,
  'Mutation.reactivateUser': Permission.USERS_WRITE,
  'Mutation.deleteUser': Permission.USERS_WRITE,
  'Mutation.endUserSessions': Permission.SESSIONS_END,
  'Query.auditEvents': Permission.AUDIT_READ,
  'User.auditEvents': Permission.AUDIT_READ,
  'Query.statistics': Permission.AUDIT_READ,
  'Query.webhooks': Permission.WEBHOOKS_MANAGE,
  'Mutation.createWebhook': Permission.WEBHOOKS_MANAGE,
  'Mutation.updateWebhook': Permission.WEBHOOKS_MANAGE,
  'Mutation.deleteWebhook': Permission.WEBHOOKS_MANAGE,
  'Mutation.rotateWebhookSecret': Permission.WEBHOOKS_MANAGE,
  'Mutation.sendTestEvent': Permission.WEBHOOKS_MANAGE,
  'Mutation.retryWebhookDelivery': Permission.WEBHOOKS_MANAGE,
  'Mutation.introspectToken': Permission.TOKENS_INTROSPECT,
  'Subscription.revocations': Permission.TOKENS_INTROSPECT,
};

/** A service account that sends a request. */
export interface Machine {
  readonly id: string;
  readonly permissions: readonly Permission[];
}

export const NEEDS_A_PERSON = 'A service account cannot do this. It needs a user who is signed in.';

/** @throws {ForbiddenError} the machine lacks the permission for this field, or no machine may use it. */
export function requirePermission({ permissions }: Machine, coordinate: string): void {
  const needed = MACHINE_PERMISSIONS[coordinate];
  if (needed === undefined) throw new ForbiddenError(NEEDS_A_PERSON);
  if (needed === NONE || permissions.includes(needed)) return;
  throw new ForbiddenError(
    `This service account lacks the permission ${needed}. Ask an administrator for one that has it.`,
  );
}
