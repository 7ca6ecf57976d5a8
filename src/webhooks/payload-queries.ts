import type { EntityManager } from '@mikro-orm/core';
import { execute, GraphQLError, type GraphQLSchema, parse, type ValidationRule } from 'graphql';
import { AssuranceLevel } from '../api/assurance.js';
import { FieldErrorCode, type FieldProblem } from '../api/error-result.js';
import { NO_DEVICE } from '../security/device.js';
import { BEARER_TRANSPORT, type Context } from '../sessions/context.js';
import { Role, User } from '../users/user.entity.js';
import { createUserLoader } from '../users/user-queries.js';
import type { PayloadEvent } from './payload-schema.js';

/** @returns why an operation is not accepted: what is wrong with it, or too large. */
export type CheckDocument = (
  schema: GraphQLSchema,
  text: string,
  furtherRules: readonly ValidationRule[],
) => readonly GraphQLError[];

/** A payload query could not be run. The code is shown as the problem of the attempt. */
export class PayloadQueryError extends Error {
  override readonly name = 'PayloadQueryError';

  constructor(readonly code: 'PAYLOAD_QUERY_FORBIDDEN' | 'PAYLOAD_QUERY_FAILED') {
    super(code);
  }
}

/** What is sent is the `event` in the result. */
const eventItself: ValidationRule = (context) => ({
  Field(node) {
    const isRoot = context.getParentType() === context.getSchema().getQueryType();
    if (!isRoot || (node.name.value === 'event' && !node.alias && !node.directives?.length)) return;
    context.reportError(new GraphQLError('Ask for `event` alone, without an alias and directives.', { nodes: node }));
  },
});

/** The limits of requests count neither comments nor whitespace. */
const MAX_LENGTH = 10_000;

/** Runs the queries by which webhooks choose what they are sent. */
export class PayloadQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly schema: GraphQLSchema,
    private readonly checkDocument: CheckDocument,
  ) {}

  /** What is wrong with a query, if anything. */
  problemOf(text: string): FieldProblem | undefined {
    if (text.length > MAX_LENGTH)
      return { code: FieldErrorCode.TOO_LONG, message: `Use a query of at most ${MAX_LENGTH} characters.` };
    // Comments may contain anything, but PostgreSQL stores no NUL.
    if (text.includes('\0'))
      return { code: FieldErrorCode.FORBIDDEN_CHARACTER, message: 'Use a query of printable characters.' };
    const [error] = this.checkDocument(this.schema, text, [eventItself]);
    return error && { code: FieldErrorCode.INVALID_QUERY, message: error.message };
  }

  /**
   * With the rights that the administrator who saved it has now.
   *
   * @throws {PayloadQueryError} it is none any more, or the query failed, or is no longer valid.
   */
  async run(text: string, administratorId: string, event: PayloadEvent): Promise<unknown> {
    const em = this.em.fork();
    const user = await em.findOne(User, { id: administratorId, role: Role.ADMIN, deactivatedAt: null });
    if (!user) throw new PayloadQueryError('PAYLOAD_QUERY_FORBIDDEN');
    // What this release does not have would be left out silently.
    if (this.problemOf(text)) throw new PayloadQueryError('PAYLOAD_QUERY_FAILED');
    const { schema } = this;
    const contextValue = contextOf(em, user);
    const { data, errors } = await execute({ schema, document: parse(text), rootValue: { event }, contextValue });
    if (errors || !data?.event) throw new PayloadQueryError('PAYLOAD_QUERY_FAILED');
    return data.event;
  }
}

const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** That of a request by this user, which has no session and no recent login. */
function contextOf(em: EntityManager, user: User): Context {
  const longAgo = new Date(0);
  const proof = { level: AssuranceLevel.AAL1, methods: [] };
  const times = { authTime: longAgo, issuedAt: longAgo, expiresAt: longAgo };
  const token = { sub: user.id, sid: NIL_UUID, jti: NIL_UUID, role: user.role, proof, ...times };
  const authentication = { state: 'authenticated', user, token } as const;
  return {
    em,
    authentication,
    authenticate: async () => authentication,
    actor: { userId: user.id, device: NO_DEVICE },
    device: NO_DEVICE,
    presented: { kind: 'absent' },
    users: createUserLoader(em),
    transport: BEARER_TRANSPORT,
    acceptLanguage: undefined,
  };
}
