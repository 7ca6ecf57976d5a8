import type { EntityManager } from '@mikro-orm/core';
import type { GraphQLFieldResolver } from 'graphql';
import { validate as isUuid } from 'uuid';
import { ExpectedError } from '../../api/error-result.js';
import { ForbiddenError, ReauthenticationRequiredError, SecondFactorMissingError } from '../../api/request-errors.js';
import { type AuditEventKind, AuditOutcome } from '../../security/audit-event.entity.js';
import type { AuditTrail } from '../../security/audit-trail.js';
import type { OperationLimits } from '../../security/operation-limits.js';
import { ACT_KIND } from '../../sessions/administrator-act.js';
import type { Caller } from '../../sessions/authentication.js';
import { User } from '../../users/user.entity.js';

type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;
type Extended = { readonly extensions?: object | null | undefined };

const REFUSALS = [ExpectedError, ForbiddenError, ReauthenticationRequiredError, SecondFactorMissingError];

/** Puts refused acts of administration on record, so that the trail shows who tries what they must not. */
export class RefusedActs {
  constructor(
    private readonly audit: AuditTrail,
    private readonly limits: OperationLimits,
  ) {}

  /**
   * Records only what a signed-in user or a machine attempts, and only so often: otherwise anyone, with or without an account,
   * could fill the trail.
   */
  async record({ em, actor }: Caller, kind: AuditEventKind, userId: string | undefined): Promise<void> {
    const whom = actor.userId ?? actor.serviceAccountId;
    if (!whom || !(await this.limits.admitsRefusedAct(whom))) return;
    const fork = em.fork();
    const subjectId = await existingUser(fork, userId);
    await this.audit.recordFirst(fork, { kind, outcome: AuditOutcome.FAILURE, actor, subjectId });
  }
}

/** Surrounds every mutation that is marked as an act of administration, outside its guard. */
export function recordRefusedActs<Context extends Caller>(refusedActs: RefusedActs) {
  return (resolve: Resolve<Context>, { extensions }: Extended): Resolve<Context> => {
    const kind = (extensions as Record<string, unknown> | undefined)?.[ACT_KIND] as AuditEventKind | undefined;
    if (!kind) return resolve;
    return async (source, args, context, info) => {
      try {
        return await resolve(source, args, context, info);
      } catch (error) {
        const isRefused = REFUSALS.some((refusal) => error instanceof refusal);
        if (isRefused) await refusedActs.record(context, kind, args.input?.userId);
        throw error;
      }
    };
  };
}

async function existingUser(em: EntityManager, id: string | undefined): Promise<string | null> {
  if (!id || !isUuid(id)) return null;
  return (await em.count(User, { id })) > 0 ? id : null;
}
