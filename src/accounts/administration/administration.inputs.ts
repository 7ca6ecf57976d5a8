import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Role } from '../../users/user.entity.js';

@InputType({ description: 'The user to act on.' })
export class UserIdInput {
  @Field(() => ID, { description: 'The id of the user.' })
  userId!: string;
}

@InputType({ description: 'Who the account is for.' })
export class CreateUserInput {
  @Field(() => String, { description: 'The email address.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The username, if the user is to have one.' })
  username?: string | null;

  @Field(() => Role, { nullable: true, description: 'The role: `USER` by default.' })
  role?: Role | null;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Whether the user is sent an email with a link to set a password. Otherwise, they get one by `requestPasswordReset`.',
  })
  sendInvitation!: boolean;
}

@InputType({ description: 'A user and their new role.' })
export class SetUserRoleInput extends UserIdInput {
  @Field(() => Role, { description: 'The role.' })
  role!: Role;
}

@InputType({ description: 'A session of a user.' })
export class EndUserSessionInput extends UserIdInput {
  @Field(() => ID, { description: 'The id of the session.' })
  sessionId!: string;
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
    DEACTIVATED: { description: 'An administrator has prevented the user from signing in.' },
  },
});

@InputType({ description: 'Which users to list. Omitted fields do not restrict the list.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the email address or the username, case-insensitively.',
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
  description: 'The field to order users by.',
  valuesConfig: {
    CREATED_AT: { description: 'When the account was registered.' },
    EMAIL: { description: 'The email address.' },
  },
});

/** Which end comes first. */
export enum OrderDirection {
  ASC = 'asc',
  DESC = 'desc',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'The direction of the order.',
  valuesConfig: {
    ASC: { description: 'Ascending: the oldest first, or from A to Z.' },
    DESC: { description: 'Descending: the newest first, or from Z to A.' },
  },
});

@InputType({ description: 'The order of users.' })
export class UserOrder {
  @Field(() => UserOrderField, { description: 'The field to order by.' })
  field!: UserOrderField;

  @Field(() => OrderDirection, { description: 'The direction of the order.' })
  direction!: OrderDirection;
}
