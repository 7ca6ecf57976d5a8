import { ApolloLink } from '@apollo/client/link';
import { print } from '@apollo/client/utilities';
import { catchError, from, map, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { GatehouseClient } from './client.js';
import type { GraphQLResponse } from './graphql.js';
import { type TokenRejection, tokenRejectionOf } from './token-rejection.js';

interface Outcome {
  readonly rejection: TokenRejection | undefined;
  readonly result: Observable<ApolloLink.Result>;
}

/**
 * A link that authorizes operations, and repeats once those that are rejected because the access token has expired. Put it
 * before an `HttpLink` to Gatehouse or to another server that accepts its tokens: either gets the token.
 */
export function gatehouseLink(gatehouse: GatehouseClient): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const attempt = (isFirst: boolean): Observable<ApolloLink.Result> =>
      from(gatehouse.authorize()).pipe(
        mergeMap((authorization) => {
          const { headers, credentials } = authorization;
          operation.setContext((context) => ({ credentials, ...context, headers: { ...context.headers, ...headers } }));
          const settle = ({ rejection, result }: Outcome) => {
            if (!rejection) return result;
            const retryable = isFirst && rejection.retryable;
            const retrying = from(gatehouse.afterRejection(authorization, { ...rejection, retryable }));
            return retrying.pipe(mergeMap((canRetry) => (canRetry ? attempt(false) : result)));
          };
          return outcomes(operation, forward(operation)).pipe(mergeMap(settle));
        }),
      );
    return attempt(true);
  });
}

function outcomes(operation: ApolloLink.Operation, results: Observable<ApolloLink.Result>): Observable<Outcome> {
  return results.pipe(
    map((result) => ({ rejection: rejectionIn(operation, result as GraphQLResponse), result: of(result) })),
    catchError((error) => of({ rejection: rejectionByStatus(error), result: throwError(() => error) })),
  );
}

function rejectionIn(operation: ApolloLink.Operation, response: GraphQLResponse): TokenRejection | undefined {
  return response.errors && tokenRejectionOf(response, print(operation.query));
}

/** Servers other than Gatehouse may reject a token by the status, before they do anything: RFC 6750 §3.1. */
function rejectionByStatus(error: { statusCode?: number }): TokenRejection | undefined {
  return error.statusCode === 401 ? { retryable: true } : undefined;
}
