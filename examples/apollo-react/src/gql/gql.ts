/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Me {\n    me {\n      id\n      email\n      ...Profile\n    }\n  }\n": typeof types.MeDocument,
    "\n  query SecondFactors {\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        id\n        name\n        createdAt\n      }\n    }\n  }\n": typeof types.SecondFactorsDocument,
    "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    lastUsedAt\n  }\n": typeof types.DeviceFragmentDoc,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.RevokeSessionDocument,
    "\n  query Devices($after: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n": typeof types.DevicesDocument,
    "\n  fragment Profile on User {\n    id\n    username\n  }\n": typeof types.ProfileFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          ...Profile\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.UpdateProfileDocument,
};
const documents: Documents = {
    "\n  query Me {\n    me {\n      id\n      email\n      ...Profile\n    }\n  }\n": types.MeDocument,
    "\n  query SecondFactors {\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        id\n        name\n        createdAt\n      }\n    }\n  }\n": types.SecondFactorsDocument,
    "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    lastUsedAt\n  }\n": types.DeviceFragmentDoc,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.RevokeSessionDocument,
    "\n  query Devices($after: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n": types.DevicesDocument,
    "\n  fragment Profile on User {\n    id\n    username\n  }\n": types.ProfileFragmentDoc,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          ...Profile\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.UpdateProfileDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Me {\n    me {\n      id\n      email\n      ...Profile\n    }\n  }\n"): (typeof documents)["\n  query Me {\n    me {\n      id\n      email\n      ...Profile\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SecondFactors {\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        id\n        name\n        createdAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query SecondFactors {\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        id\n        name\n        createdAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Devices($after: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Devices($after: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Profile on User {\n    id\n    username\n  }\n"): (typeof documents)["\n  fragment Profile on User {\n    id\n    username\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          ...Profile\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          ...Profile\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;