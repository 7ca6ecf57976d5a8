import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { PreparedQuery } from '../database/prepared-query.js';
import { saysMachine } from './access-token.js';
import type { Authentication, FindMachine, PresentedToken } from './authentication.js';
import { AUTHENTICATES_ITSELF, type Presenting } from './context.js';
import { Permission, requirePermission } from './permissions.js';

/** The one query of every request of a machine. As for users, its result is strongly consistent. */
export const MACHINE_QUERY = `
  select array_to_string(account.permissions, ' ') as scope, account.deactivated_at is not null as deactivated,
    api_key.revoked_at is not null
      or exists (select 1 from blacklisted_tokens b where b.id in ($1, $3, $4)) as revoked
  from api_keys api_key join service_accounts account on account.id = api_key.service_account_id
  where api_key.id = $1 and account.id = $2`;

interface MachineRow {
  readonly scope: string;
  readonly deactivated: boolean;
  readonly revoked: boolean;
}

export function machineFinder(query: PreparedQuery<MachineRow>): FindMachine {
  return async ({ clientId, sub, jti, sid }) => {
    const [row] = await query([clientId, sub, jti, sid]);
    if (!row) return 'TOKEN_INVALID';
    if (row.deactivated) return 'ACCOUNT_DEACTIVATED';
    if (row.revoked) return 'TOKEN_BLACKLISTED';
    return { id: sub, permissions: permissionsIn(row.scope) };
  };
}

/** Those that this release knows. */
function permissionsIn(scope: string): Permission[] {
  const names = scope.split(' ');
  return Object.values(Permission).filter((permission) => names.includes(permission));
}

type Resolve<Context> = GraphQLFieldResolver<unknown, Context>;
type Extended = { readonly extensions?: object | null | undefined };

/**
 * Surrounds every operation: keeps machines from all that they have no permission for. What authenticates the
 * request itself would not notice that the token beside its own credentials is a machine's.
 */
export function permitMachines<Context extends Presenting>(
  resolve: Resolve<Context>,
  { extensions }: Extended,
): Resolve<Context> {
  const authenticatesItself = !!extensions && AUTHENTICATES_ITSELF in extensions;
  if (!authenticatesItself)
    return (source, args, context, info) => {
      requirePermitted(context.authentication, info);
      return resolve(source, args, context, info);
    };
  return async (source, args, context, info) => {
    if (presentsMachine(context.presented)) requirePermitted(await context.authenticate(), info);
    return resolve(source, args, context, info);
  };
}

function presentsMachine(presented: PresentedToken): boolean {
  return presented.kind === 'token' && saysMachine(presented.token);
}

function requirePermitted(authentication: Authentication, { parentType, fieldName }: GraphQLResolveInfo): void {
  if (authentication.state === 'machine') requirePermission(authentication.machine, `${parentType.name}.${fieldName}`);
}
