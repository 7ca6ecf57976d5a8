import {
  Arg,
  Ctx,
  createUnionType,
  Field,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import { InvalidInputError } from '../../api/expected-errors.js';
import type { StepUp } from '../../credentials/step-up.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { AdministratorAct } from '../../sessions/administrator-act.js';
import type { Context } from '../../sessions/context.js';
import type { BatchImport, BatchReport } from './batch-import.js';
import { ImportFormat } from './import-file.js';

registerEnumType(ImportFormat, {
  name: 'ImportFormat',
  description: 'How a line describes an account.',
  valuesConfig: {
    CSV: { description: 'Comma-separated values; the first line names the columns.' },
    JSON_LINES: { description: 'A JSON object on each line.' },
  },
});

@InputType({ description: 'Accounts to import.' })
class ImportUsersInput {
  @Field(() => String, {
    description:
      'At most 1,000 whole lines, each an account with the fields that docs/moving-in.md lists: `email`, `password_hash` and, if known, `username`, `role`, `created_at`, `email_verified_at`, `deactivated`, `totp_secret` and `identities`. A request has at most 100 kB.',
  })
  text!: string;

  @Field(() => ImportFormat, { description: 'How a line describes an account.' })
  format!: ImportFormat;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether only to try: everything is done, and then undone.',
  })
  dryRun!: boolean;
}

@ObjectType({ description: 'A line that was not imported.' })
class RejectedLine {
  @Field(() => Int, { description: 'Its number in the text, counted from 1; a heading counts.' })
  readonly line!: number;

  @Field(() => String, { description: 'What to change, for people.' })
  readonly message!: string;
}

@ObjectType({ description: 'What became of the lines. A bad one does not keep the others from being imported.' })
class ImportUsersPayload {
  @Field(() => Int, { description: 'How many accounts were imported.' })
  readonly importedCount: number;

  @Field(() => Int, { description: 'How many accounts were there already. They remain as they are.' })
  readonly existingCount: number;

  @Field(() => [RejectedLine], { description: 'The lines that were not imported, in order.' })
  readonly rejectedLines: RejectedLine[];

  constructor({ imported, alreadyThere, rejectedLines }: BatchReport) {
    this.importedCount = imported;
    this.existingCount = alreadyThere;
    this.rejectedLines = rejectedLines;
  }
}

const ImportUsersResult = createUnionType({
  name: 'ImportUsersResult',
  description: 'The outcome of `importUsers`.',
  types: () => [ImportUsersPayload, InvalidInputError] as const,
});

@Resolver()
export class ImportResolver {
  constructor(
    private readonly batchImport: BatchImport,
    private readonly stepUp: StepUp,
  ) {}

  @AdministratorAct(AuditEventKind.REGISTER)
  @Mutation(() => ImportUsersResult, {
    description:
      'Imports accounts with their password hashes from another system: a part of a file at a time. For administrators; requires a recent login.',
  })
  async importUsers(
    @Arg('input', () => ImportUsersInput, { description: 'The accounts.' }) input: ImportUsersInput,
    @Ctx() context: Context,
  ) {
    this.stepUp.require(context.authentication);
    return new ImportUsersPayload(await this.batchImport.run(context, input));
  }
}
