import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { Role } from '../../users/user.entity.js';

@InputType({ description: 'A user to do something to.' })
export class UserIdInput {
  @Field(() => ID, { description: 'The id of the user.' })
  userId!: string;
}

@InputType({ description: 'A role for a user.' })
export class SetUserRoleInput extends UserIdInput {
  @Field(() => Role, { description: 'The role.' })
  role!: Role;
}

/** Whether an account can be used. */
export enum UserState {
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
}

registerEnumType(UserState, {
  name: 'UserState',
  description: 'Whether an account can be used.',
  valuesConfig: {
    ACTIVE: { description: 'The user can sign in.' },
    DEACTIVATED: { description: 'An administrator keeps the user from signing in.' },
  },
});

@InputType({ description: 'Which users to list; what is left out does not matter.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the e-mail address or the username, in any letter case.',
  })
  text?: string | null;

  @Field(() => Role, { nullable: true, description: 'The role.' })
  role?: Role | null;

  @Field(() => UserState, { nullable: true, description: 'Whether the account can be used.' })
  state?: UserState | null;
}

/** What users are ordered by. */
export enum UserOrderField {
  CREATED_AT = 'createdAt',
  EMAIL = 'email',
}

registerEnumType(UserOrderField, {
  name: 'UserOrderField',
  description: 'What users are ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When the account was registered.' },
    EMAIL: { description: 'The e-mail address.' },
  },
});

/** Which end comes first. */
export enum OrderDirection {
  ASC = 'asc',
  DESC = 'desc',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end comes first.',
  valuesConfig: {
    ASC: { description: 'The oldest, or the first letter.' },
    DESC: { description: 'The newest, or the last letter.' },
  },
});

@InputType({ description: 'The order of users.' })
export class UserOrder {
  @Field(() => UserOrderField, { description: 'What they are ordered by.' })
  field!: UserOrderField;

  @Field(() => OrderDirection, { description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which audit events to list; what is left out does not matter.' })
export class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'The user to whom it was done.' })
  userId?: string | null;

  @Field(() => AuditEventKind, { nullable: true, description: 'What was done.' })
  kind?: AuditEventKind | null;
}
