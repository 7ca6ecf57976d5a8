import { Authorized, Extensions } from 'type-graphql';
import type { AuditEventKind } from '../security/audit-event.entity.js';
import { Role } from '../users/user.entity.js';

/** The extension of a mutation's field that says what it is called in the audit trail. */
export const ACT_KIND = 'administratorAct';

/**
 * Marks a mutation as an act of administration: for administrators only, and on record also when it is refused.
 * The subject is the user of `input.userId`, if the mutation has one.
 */
export function AdministratorAct(kind: AuditEventKind): MethodDecorator {
  return (prototype, name, descriptor) => {
    Authorized(Role.ADMIN)(prototype, name, descriptor);
    Extensions({ [ACT_KIND]: kind })(prototype, name, descriptor);
  };
}
