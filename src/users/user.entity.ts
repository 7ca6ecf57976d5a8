import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../api/node.js';

export enum Role {
  USER = 'USER',
  ADMIN = 'ADMIN',
}

registerEnumType(Role, {
  name: 'Role',
  description: 'What an account may do.',
  valuesConfig: {
    USER: { description: 'Manages its own account.' },
    ADMIN: { description: 'Manages every account.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'An account. Its id is the `sub` of its access tokens.' })
@Entity({ tableName: 'users' })
@Index({ name: 'users_created_at_index', properties: ['createdAt', 'id'] })
@Index({
  name: 'users_unproven_index',
  expression:
    'create index "users_unproven_index" on "users" ("created_at") where "self_registered" and "email_verified_at" is null',
})
@Unique({
  name: 'users_username_unique',
  expression: 'create unique index "users_username_unique" on "users" (lower("username"))',
})
@Index({
  name: 'users_decoy_index',
  expression: 'create index "users_decoy_index" on "users" (right("id"::text, 12))',
})
export class User extends Node {
  @PrimaryKey({ type: 'uuid' })
  override id!: string;

  /** In canonical form, see email.ts. Compared by its bytes, so independent of the database's locale and its updates. */
  @Field(() => String, {
    description: 'The email address in lowercase, with its domain in ASCII: `ada@xn--bcher-kva.example`.',
  })
  @Property({ type: 'varchar', length: 254, collation: 'C' })
  @Unique({ name: 'users_email_unique' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'The username, if any, in the case in which it was chosen.' })
  // ASCII letters, for which `lower` and `ilike` in this collation are independent of the language: Turkish has two
  // letters I.
  @Property({ type: 'varchar', length: 30, nullable: true, collation: 'C' })
  username: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'The language tag (BCP 47) of the person, such as `de-CH`: the language of emails. Null if unknown.',
  })
  @Property({ type: 'varchar', length: 35, nullable: true })
  locale: string | null = null;

  /**
   * Null while the user signs in by other means. Lazy: it leaves the database only where it is requested by name. Never a
   * GraphQL field.
   */
  @Property({ type: 'text', nullable: true, lazy: true, hidden: true })
  passwordHash!: string | null;

  @Field(() => Role, { description: 'What the account may do.' })
  @Enum({ items: () => Role })
  role: Role = Role.USER;

  @Field(() => Date, { nullable: true, description: 'When the email address was verified. Null if it was not.' })
  @Property({ type: 'timestamptz', nullable: true })
  emailVerifiedAt: Date | null = null;

  /**
   * Whether the account was created by `register`, that is, possibly by anyone. False for accounts created by an import
   * or on the command line, and for those older than this column.
   */
  @Property({ type: 'boolean', default: false })
  selfRegistered: boolean = false;

  /**
   * Whether a login has to prove a second factor. Changed with the factors themselves, in one transaction that holds the
   * user: a transaction that has locked the user knows it without another statement.
   */
  @Property({ type: 'boolean', default: false })
  hasSecondFactor: Opt<boolean> = false;

  @Property({ type: 'timestamptz', nullable: true })
  deactivatedAt: Date | null = null;

  /** What the administrator wrote who deactivated the account. */
  @Property({ type: 'varchar', length: 500, nullable: true })
  deactivationReason: string | null = null;

  @Field(() => Date, { description: 'When the account was registered.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When the account was last changed.' })
  @Property({ type: 'timestamptz' })
  updatedAt!: Date;
}
