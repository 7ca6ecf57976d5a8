import { Arg, Authorized, Ctx, createUnionType, Extensions, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { InvalidMailTokenError } from '../../api/expected-errors.js';
import { AuditEventKind } from '../../security/audit-event.entity.js';
import { ACT_KIND } from '../../sessions/administrator-act.js';
import type { Context } from '../../sessions/context.js';
import { AccountPayload } from '../accounts.resolver.js';
import type { AdministrationClaim } from './administration-claim.js';

@InputType({ description: 'What shows that someone has started the server.' })
export class ClaimAdministrationInput {
  @Field(() => String, { description: 'The token that the server printed when it started.' })
  token!: string;
}

export const ClaimAdministrationResult = createUnionType({
  name: 'ClaimAdministrationResult',
  description: 'The first administrator, or why the user did not become one.',
  types: () => [AccountPayload, InvalidMailTokenError] as const,
});

@Resolver()
export class AdministrationClaimResolver {
  constructor(private readonly claim: AdministrationClaim) {}

  @Authorized()
  // Who tries in vain is on record.
  @Extensions({ [ACT_KIND]: AuditEventKind.ROLE_CHANGED })
  @Mutation(() => ClaimAdministrationResult, {
    description:
      'Makes the signed-in user the first administrator, with the token that a server in development prints when it starts. Works only while there is no administrator.',
  })
  async claimAdministration(
    @Arg('input', () => ClaimAdministrationInput, { description: 'The token.' }) input: ClaimAdministrationInput,
    @Ctx() context: Context,
  ) {
    return new AccountPayload(await this.claim.claim(context, input));
  }
}
