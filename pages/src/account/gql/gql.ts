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
    "\n  fragment AccountUser on User {\n    id\n    email\n    emailVerifiedAt\n    username\n    locale\n    role\n    createdAt\n    hasPassword\n    totpFactors {\n      id\n    }\n  }\n": typeof types.AccountUserFragmentDoc,
    "\n  query Account {\n    me {\n      ...AccountUser\n    }\n    serverInfo {\n      features\n    }\n  }\n": typeof types.AccountDocument,
    "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: $locale) {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n  }\n": typeof types.DeviceFragmentDoc,
    "\n  query Devices($after: String, $locale: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        totalCount\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n": typeof types.DevicesDocument,
    "\n  query AllSessions {\n    me {\n      id\n      allSessions: sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n          }\n        }\n      }\n    }\n  }\n": typeof types.AllSessionsDocument,
    "\n  query SessionLevels {\n    me {\n      id\n      sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n            assuranceLevel\n          }\n        }\n      }\n    }\n  }\n": typeof types.SessionLevelsDocument,
    "\n  mutation ClaimAdministration($input: ClaimAdministrationInput!) {\n    claimAdministration(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          role\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidMailTokenError {\n        reason\n      }\n    }\n  }\n": typeof types.ClaimAdministrationDocument,
    "\n  query Security {\n    serverInfo {\n      features\n    }\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        ...App\n      }\n    }\n  }\n": typeof types.SecurityDocument,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.RevokeSessionDocument,
    "\n  fragment Enrollment on TotpEnrollment {\n    enrollmentId\n    secret\n    otpauthUri\n    qrCodeSvg\n  }\n": typeof types.EnrollmentFragmentDoc,
    "\n  mutation StartEnrollment($input: StartTotpEnrollmentInput!) {\n    startTotpEnrollment(input: $input) {\n      __typename\n      ...Enrollment\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n": typeof types.StartEnrollmentDocument,
    "\n  fragment App on TotpFactor {\n    id\n    name\n    createdAt\n    lastUsedAt\n  }\n": typeof types.AppFragmentDoc,
    "\n  mutation RemoveApp($input: RemoveTotpFactorInput!) {\n    removeTotpFactor(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.RemoveAppDocument,
    "\n  mutation ConfirmEnrollment($input: ConfirmTotpEnrollmentInput!) {\n    confirmTotpEnrollment(input: $input) {\n      __typename\n      ... on TotpEnrollmentPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.ConfirmEnrollmentDocument,
    "\n  fragment Identity on Identity {\n    id\n    provider {\n      id\n      name\n    }\n    email\n    createdAt\n    lastUsedAt\n  }\n": typeof types.IdentityFragmentDoc,
    "\n  query Identities {\n    identityProviders {\n      id\n      name\n    }\n    me {\n      id\n      identities {\n        ...Identity\n      }\n    }\n  }\n": typeof types.IdentitiesDocument,
    "\n  fragment Passkey on Passkey {\n    id\n    name\n    createdAt\n    lastUsedAt\n    isSynced\n  }\n": typeof types.PasskeyFragmentDoc,
    "\n  query Passkeys {\n    me {\n      id\n      passkeys {\n        ...Passkey\n      }\n    }\n  }\n": typeof types.PasskeysDocument,
    "\n  mutation RenewRecoveryCodes {\n    renewRecoveryCodes {\n      __typename\n      ... on RecoveryCodesPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RenewRecoveryCodesDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          username\n          locale\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          code\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": typeof types.UpdateProfileDocument,
};
const documents: Documents = {
    "\n  fragment AccountUser on User {\n    id\n    email\n    emailVerifiedAt\n    username\n    locale\n    role\n    createdAt\n    hasPassword\n    totpFactors {\n      id\n    }\n  }\n": types.AccountUserFragmentDoc,
    "\n  query Account {\n    me {\n      ...AccountUser\n    }\n    serverInfo {\n      features\n    }\n  }\n": types.AccountDocument,
    "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: $locale) {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n  }\n": types.DeviceFragmentDoc,
    "\n  query Devices($after: String, $locale: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        totalCount\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n": types.DevicesDocument,
    "\n  query AllSessions {\n    me {\n      id\n      allSessions: sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n          }\n        }\n      }\n    }\n  }\n": types.AllSessionsDocument,
    "\n  query SessionLevels {\n    me {\n      id\n      sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n            assuranceLevel\n          }\n        }\n      }\n    }\n  }\n": types.SessionLevelsDocument,
    "\n  mutation ClaimAdministration($input: ClaimAdministrationInput!) {\n    claimAdministration(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          role\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidMailTokenError {\n        reason\n      }\n    }\n  }\n": types.ClaimAdministrationDocument,
    "\n  query Security {\n    serverInfo {\n      features\n    }\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        ...App\n      }\n    }\n  }\n": types.SecurityDocument,
    "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.RevokeSessionDocument,
    "\n  fragment Enrollment on TotpEnrollment {\n    enrollmentId\n    secret\n    otpauthUri\n    qrCodeSvg\n  }\n": types.EnrollmentFragmentDoc,
    "\n  mutation StartEnrollment($input: StartTotpEnrollmentInput!) {\n    startTotpEnrollment(input: $input) {\n      __typename\n      ...Enrollment\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n": types.StartEnrollmentDocument,
    "\n  fragment App on TotpFactor {\n    id\n    name\n    createdAt\n    lastUsedAt\n  }\n": types.AppFragmentDoc,
    "\n  mutation RemoveApp($input: RemoveTotpFactorInput!) {\n    removeTotpFactor(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.RemoveAppDocument,
    "\n  mutation ConfirmEnrollment($input: ConfirmTotpEnrollmentInput!) {\n    confirmTotpEnrollment(input: $input) {\n      __typename\n      ... on TotpEnrollmentPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.ConfirmEnrollmentDocument,
    "\n  fragment Identity on Identity {\n    id\n    provider {\n      id\n      name\n    }\n    email\n    createdAt\n    lastUsedAt\n  }\n": types.IdentityFragmentDoc,
    "\n  query Identities {\n    identityProviders {\n      id\n      name\n    }\n    me {\n      id\n      identities {\n        ...Identity\n      }\n    }\n  }\n": types.IdentitiesDocument,
    "\n  fragment Passkey on Passkey {\n    id\n    name\n    createdAt\n    lastUsedAt\n    isSynced\n  }\n": types.PasskeyFragmentDoc,
    "\n  query Passkeys {\n    me {\n      id\n      passkeys {\n        ...Passkey\n      }\n    }\n  }\n": types.PasskeysDocument,
    "\n  mutation RenewRecoveryCodes {\n    renewRecoveryCodes {\n      __typename\n      ... on RecoveryCodesPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n": types.RenewRecoveryCodesDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          username\n          locale\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          code\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n": types.UpdateProfileDocument,
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
export function graphql(source: "\n  fragment AccountUser on User {\n    id\n    email\n    emailVerifiedAt\n    username\n    locale\n    role\n    createdAt\n    hasPassword\n    totpFactors {\n      id\n    }\n  }\n"): (typeof documents)["\n  fragment AccountUser on User {\n    id\n    email\n    emailVerifiedAt\n    username\n    locale\n    role\n    createdAt\n    hasPassword\n    totpFactors {\n      id\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Account {\n    me {\n      ...AccountUser\n    }\n    serverInfo {\n      features\n    }\n  }\n"): (typeof documents)["\n  query Account {\n    me {\n      ...AccountUser\n    }\n    serverInfo {\n      features\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: $locale) {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment Device on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: $locale) {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Devices($after: String, $locale: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        totalCount\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Devices($after: String, $locale: String) {\n    me {\n      id\n      sessions(first: 10, after: $after) {\n        totalCount\n        edges {\n          node {\n            id\n            ...Device\n          }\n        }\n        pageInfo {\n          endCursor\n          hasNextPage\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllSessions {\n    me {\n      id\n      allSessions: sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query AllSessions {\n    me {\n      id\n      allSessions: sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SessionLevels {\n    me {\n      id\n      sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n            assuranceLevel\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query SessionLevels {\n    me {\n      id\n      sessions(first: 100) {\n        edges {\n          node {\n            id\n            isCurrent\n            assuranceLevel\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ClaimAdministration($input: ClaimAdministrationInput!) {\n    claimAdministration(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          role\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidMailTokenError {\n        reason\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ClaimAdministration($input: ClaimAdministrationInput!) {\n    claimAdministration(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          role\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidMailTokenError {\n        reason\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Security {\n    serverInfo {\n      features\n    }\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        ...App\n      }\n    }\n  }\n"): (typeof documents)["\n  query Security {\n    serverInfo {\n      features\n    }\n    me {\n      id\n      recoveryCodesLeft\n      totpFactors {\n        ...App\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeSession($input: RevokeSessionInput!) {\n    revokeSession(input: $input) {\n      __typename\n      ... on RevokeSessionPayload {\n        revokedSessionId\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Enrollment on TotpEnrollment {\n    enrollmentId\n    secret\n    otpauthUri\n    qrCodeSvg\n  }\n"): (typeof documents)["\n  fragment Enrollment on TotpEnrollment {\n    enrollmentId\n    secret\n    otpauthUri\n    qrCodeSvg\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartEnrollment($input: StartTotpEnrollmentInput!) {\n    startTotpEnrollment(input: $input) {\n      __typename\n      ...Enrollment\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartEnrollment($input: StartTotpEnrollmentInput!) {\n    startTotpEnrollment(input: $input) {\n      __typename\n      ...Enrollment\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment App on TotpFactor {\n    id\n    name\n    createdAt\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment App on TotpFactor {\n    id\n    name\n    createdAt\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveApp($input: RemoveTotpFactorInput!) {\n    removeTotpFactor(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveApp($input: RemoveTotpFactorInput!) {\n    removeTotpFactor(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmEnrollment($input: ConfirmTotpEnrollmentInput!) {\n    confirmTotpEnrollment(input: $input) {\n      __typename\n      ... on TotpEnrollmentPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmEnrollment($input: ConfirmTotpEnrollmentInput!) {\n    confirmTotpEnrollment(input: $input) {\n      __typename\n      ... on TotpEnrollmentPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Identity on Identity {\n    id\n    provider {\n      id\n      name\n    }\n    email\n    createdAt\n    lastUsedAt\n  }\n"): (typeof documents)["\n  fragment Identity on Identity {\n    id\n    provider {\n      id\n      name\n    }\n    email\n    createdAt\n    lastUsedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Identities {\n    identityProviders {\n      id\n      name\n    }\n    me {\n      id\n      identities {\n        ...Identity\n      }\n    }\n  }\n"): (typeof documents)["\n  query Identities {\n    identityProviders {\n      id\n      name\n    }\n    me {\n      id\n      identities {\n        ...Identity\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Passkey on Passkey {\n    id\n    name\n    createdAt\n    lastUsedAt\n    isSynced\n  }\n"): (typeof documents)["\n  fragment Passkey on Passkey {\n    id\n    name\n    createdAt\n    lastUsedAt\n    isSynced\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Passkeys {\n    me {\n      id\n      passkeys {\n        ...Passkey\n      }\n    }\n  }\n"): (typeof documents)["\n  query Passkeys {\n    me {\n      id\n      passkeys {\n        ...Passkey\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenewRecoveryCodes {\n    renewRecoveryCodes {\n      __typename\n      ... on RecoveryCodesPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenewRecoveryCodes {\n    renewRecoveryCodes {\n      __typename\n      ... on RecoveryCodesPayload {\n        recoveryCodes\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          username\n          locale\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          code\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateProfile($input: UpdateProfileInput!) {\n    updateProfile(input: $input) {\n      __typename\n      ... on AccountPayload {\n        user {\n          id\n          username\n          locale\n        }\n      }\n      ... on ErrorResult {\n        code\n        message\n      }\n      ... on InvalidInputError {\n        fieldErrors {\n          field\n          code\n          message\n        }\n      }\n      ... on TooManyAttemptsError {\n        retryAfterSeconds\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;