/**
 * A document that knows the types of its result and variables, as GraphQL Code Generator and gql.tada make them:
 * `TypedDocumentString` or `TypedDocumentNode`.
 */
export interface TypedDocument<Result, Variables> {
  __apiType?: (variables: Variables) => Result;
}

/** graphql-js' `print`, for documents that are syntax trees. */
export type Print = (document: never) => string;

/** @throws {TypeError} it is a syntax tree, and the client was given no `print`. */
export function textOf(document: unknown, print?: Print): string {
  if (typeof document === 'string' || document instanceof String) return document.toString();
  if (print) return print(document as never);
  throw new TypeError("This document is a syntax tree. Pass graphql's print to createGatehouseClient({ print }).");
}

export function isQuery(document: string): boolean {
  const definitions = definitionsOf(document);
  return definitions.length > 0 && !definitions.some(({ head }) => /^\s*(mutation|subscription)/.test(head));
}

/**
 * Whether a document is a mutation with one root field. With several, a response does not say whether the fields
 * before the rejected one were executed: its `data` is null as a whole.
 */
export function isSingleMutation(document: string): boolean {
  const [operation, ...others] = definitionsOf(document).filter(({ head }) => !/^\s*fragment/.test(head));
  if (!operation || others.length > 0 || !/^\s*mutation/.test(operation.head)) return false;
  return /^\s*(\w+\s*:\s*)?\w+\s*(@\w+\s*)*$/.test(operation.root);
}

interface Definition {
  /** The text before its selection set: `mutation Login`. */
  readonly head: string;
  /** Its selection set without nested ones: `login`. */
  readonly root: string;
}

/** A GraphQL parser would be larger than this whole client. */
function definitionsOf(document: string): Definition[] {
  let text = withoutArguments(document);
  for (let outer = ''; outer !== text; ) {
    outer = text;
    text = outer.replace(/\{([^{}]*)\{[^{}]*\}/g, '{$1');
  }
  return [...text.matchAll(/([^{}]*)\{([^{}]*)\}/g)].map(([, head = '', root = '']) => ({ head, root }));
}

/** Removes strings, comments, commas and everything in parentheses, which could contain braces. */
function withoutArguments(document: string): string {
  return document.replace(/"""[\s\S]*?"""|"(\\.|[^"\\])*"|#.*|,/g, ' ').replace(/\([^)]*\)/g, ' ');
}
