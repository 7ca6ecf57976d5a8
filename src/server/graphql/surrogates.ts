import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { RequestErrorCode } from '../../api/request-errors.js';
import type { RequestContext } from './context.js';

const MAX_PATH_LENGTH = 100;

type Variables = Record<string, unknown> | null | undefined;

/**
 * Rejects variables that contain half of a surrogate pair, before anything reads them: it has no encoding in UTF-8, so
 * databases and hashes would read it as U+FFFD. graphql-js rejects the same in documents.
 */
export function refuseHalfSurrogatePairs(): ApolloServerPlugin<RequestContext> {
  const didResolveOperation = async ({ request }: { request: { variables?: Variables } }) => {
    const error = halfSurrogatePairError(request.variables);
    if (error) throw error;
  };
  const listener = { didResolveOperation };
  return { requestDidStart: async ({ request }) => (request.variables ? listener : undefined) };
}

export function halfSurrogatePairError(variables: Variables): GraphQLError | undefined {
  const path = pathOfHalf(variables ?? {});
  if (path === undefined) return undefined;
  const [name = ''] = path.split('.', 1);
  const where = isRepeatable(path)
    ? `Variable "$${name}" contains half of a surrogate pair at "${path}".`
    : 'A variable contains half of a surrogate pair.';
  return new GraphQLError(`${where} Send whole characters.`, {
    extensions: { code: RequestErrorCode.BAD_USER_INPUT, http: { status: 400 } },
  });
}

/** Whether a message may contain a path, which the client has chosen. */
function isRepeatable(path: string): boolean {
  return path.length <= MAX_PATH_LENGTH && /^[\w.]+$/.test(path);
}

function pathOfHalf(variables: object): string | undefined {
  for (const { path, text } of textsIn(variables)) if (!text.isWellFormed()) return path;
  return undefined;
}

/**
 * The texts in a JSON value, including names. Not recursive, because a body may be nested more deeply than the stack
 * allows.
 */
function* textsIn(variables: object): Generator<{ path: string; text: string }> {
  const rest: Array<[path: string, value: unknown]> = [['', variables]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [path, value] = next;
    if (typeof value === 'string') yield { path, text: value };
    for (const [name, inner] of membersOf(value)) {
      yield { path: pathTo(path, name), text: name };
      rest.push([pathTo(path, name), inner]);
    }
  }
}

function membersOf(value: unknown): Array<[string, unknown]> {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Limited to the length that may be repeated: the paths of a deeply nested value would take much memory. */
function pathTo(path: string, name: string): string {
  if (!path) return name;
  return path.length > MAX_PATH_LENGTH ? path : `${path}.${name}`;
}
