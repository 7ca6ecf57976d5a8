import { ApolloLink } from '@apollo/client/link';
import { print } from '@apollo/client/utilities';
import { catchError, from, map, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { GatehouseClient } from './client.js';
import type { GraphQLAnswer } from './graphql.js';
import { type Refusal, refusalOf } from './refusal.js';

interface Outcome {
  readonly refusal: Refusal | undefined;
  readonly result: Observable<ApolloLink.Result>;
}

/**
 * A link that authorizes operations, and sends once more what is refused because the access token has expired. It stands
 * before an `HttpLink`, to Gatehouse or to another server that accepts its tokens: whichever it is, it gets the token.
 */
export function gatehouseLink(gatehouse: GatehouseClient): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const attempt = (isFirst: boolean): Observable<ApolloLink.Result> =>
      from(gatehouse.authorize()).pipe(
        mergeMap((authorization) => {
          const { headers, credentials } = authorization;
          operation.setContext((before) => ({ credentials, ...before, headers: { ...before.headers, ...headers } }));
          const settle = ({ refusal, result }: Outcome) => {
            if (!refusal) return result;
            const repeatable = isFirst && refusal.repeatable;
            const again = from(gatehouse.afterRefusal(authorization, { ...refusal, repeatable }));
            return again.pipe(mergeMap((isAgain) => (isAgain ? attempt(false) : result)));
          };
          return outcomes(operation, forward(operation)).pipe(mergeMap(settle));
        }),
      );
    return attempt(true);
  });
}

function outcomes(operation: ApolloLink.Operation, results: Observable<ApolloLink.Result>): Observable<Outcome> {
  return results.pipe(
    map((result) => ({ refusal: refusalIn(operation, result as GraphQLAnswer), result: of(result) })),
    catchError((error) => of({ refusal: refusalBy(error), result: throwError(() => error) })),
  );
}

function refusalIn(operation: ApolloLink.Operation, answer: GraphQLAnswer): Refusal | undefined {
  return answer.errors && refusalOf(answer, print(operation.query));
}

/** Servers other than Gatehouse may refuse a token by their status, before they do anything: RFC 6750 §3.1. */
function refusalBy(error: { statusCode?: number }): Refusal | undefined {
  return error.statusCode === 401 ? { repeatable: true } : undefined;
}
