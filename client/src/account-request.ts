import type { GatehouseClient, RequestOptions } from './client.js';

// What functions share. Each builds its document itself, so that bundlers leave out those that an app does not use.
export const FIELDS = '... on InvalidInputError { fieldErrors { field code message } }';
export const BUSY = '... on ServerBusyError { retryAfterSeconds }';
export const ATTEMPTS = '... on TooManyAttemptsError { retryAfterSeconds }';

/**
 * @param members what to select of the result besides the code and message of each error.
 * @param input null if the mutation has none.
 */
export async function mutate<Result>(
  gatehouse: GatehouseClient,
  field: string,
  members: string,
  input: object | null,
  options?: RequestOptions,
): Promise<Result> {
  const name = field.replace(/^./, (letter) => letter.toUpperCase());
  const selection = `__typename ... on ErrorResult { code message } ${members}`;
  const document = input
    ? `mutation ${name}($input: ${name}Input!) { ${field}(input: $input) { ${selection} } }`
    : `mutation ${name} { ${field} { ${selection} } }`;
  return (await gatehouse.request(document, input ? { input } : {}, options))[field];
}

/** Signs out here if the session has ended. Should the refresh fail, the next request finds out. */
export async function checkSession(gatehouse: GatehouseClient): Promise<void> {
  if (gatehouse.isSignedIn()) await gatehouse.refresh().catch(() => {});
}
