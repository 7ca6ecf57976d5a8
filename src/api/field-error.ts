import { Field, ObjectType, registerEnumType } from 'type-graphql';

/** The rules that a field of an input can break. */
export enum FieldErrorCode {
  REQUIRED = 'REQUIRED',
  TOO_SHORT = 'TOO_SHORT',
  TOO_LONG = 'TOO_LONG',
  NOT_AN_EMAIL = 'NOT_AN_EMAIL',
  FORBIDDEN_CHARACTER = 'FORBIDDEN_CHARACTER',
  COMMON_PASSWORD = 'COMMON_PASSWORD',
  SAME_AS_IDENTITY = 'SAME_AS_IDENTITY',
  FORBIDDEN_WORD = 'FORBIDDEN_WORD',
  MISSING_CHARACTER_CLASS = 'MISSING_CHARACTER_CLASS',
}

registerEnumType(FieldErrorCode, {
  name: 'FieldErrorCode',
  description: 'Names the rule that a field breaks.',
  valuesConfig: {
    REQUIRED: { description: 'The field is empty.' },
    TOO_SHORT: { description: 'The text has too few characters.' },
    TOO_LONG: { description: 'The text has too many characters.' },
    NOT_AN_EMAIL: { description: 'The text is no e-mail address.' },
    FORBIDDEN_CHARACTER: { description: 'The text has a character that is not allowed here.' },
    COMMON_PASSWORD: { description: 'The password is on the list of the most used passwords.' },
    SAME_AS_IDENTITY: {
      description: 'The password is the e-mail address of the account, the part before its @, or the username.',
    },
    FORBIDDEN_WORD: { description: 'The password contains a word that is easy to guess on this server.' },
    MISSING_CHARACTER_CLASS: {
      description: 'The password lacks a kind of character that this server asks for (upper, lower, digit, symbol).',
    },
  },
});

@ObjectType({ description: 'A rule that one field of the input breaks.' })
export class FieldError {
  @Field(() => String, { description: 'The field, by its name in the input: `email`.' })
  readonly field: string;

  @Field(() => FieldErrorCode, { description: 'The rule, for programs.' })
  readonly code: FieldErrorCode;

  @Field(() => String, { description: 'What to do about it, for people.' })
  readonly message: string;

  constructor(field: string, problem: FieldProblem) {
    this.field = field;
    this.code = problem.code;
    this.message = problem.message;
  }
}

/** What is wrong with a value, before it is known in which field it stands. */
export interface FieldProblem {
  readonly code: FieldErrorCode;
  readonly message: string;
}

/** Turns `{ email: problem, password: undefined }` into the list for an `InvalidInputError`. */
export function listFieldErrors(problems: Record<string, FieldProblem | undefined>): FieldError[] {
  return Object.entries(problems).flatMap(([field, problem]) => (problem ? [new FieldError(field, problem)] : []));
}
