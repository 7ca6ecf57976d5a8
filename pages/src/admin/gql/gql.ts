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
    "\n  query Viewer {\n    me {\n      id\n      email\n      role\n    }\n    serverInfo {\n      version\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  fragment Failure on ErrorResult {\n    __typename\n    message\n    ... on InvalidInputError {\n      fieldErrors {\n        field\n        message\n      }\n    }\n    ... on TooManyAttemptsError {\n      retryAfterSeconds\n    }\n    ... on ServerBusyError {\n      retryAfterSeconds\n    }\n  }\n": typeof types.FailureFragmentDoc,
    "\n  query EventPage($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": typeof types.EventPageDocument,
    "\n  query EventCount($filter: AuditEventFilter) {\n    auditEvents(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n": typeof types.EventCountDocument,
    "\n  query ChosenUser($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        email\n      }\n    }\n  }\n": typeof types.ChosenUserDocument,
    "\n  fragment ListedEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actorServiceAccountId\n    actor {\n      id\n      email\n    }\n    subjectId\n    subjectServiceAccountId\n    subjectWebhookId\n    subject {\n      id\n      email\n    }\n  }\n": typeof types.ListedEventFragmentDoc,
    "\n  query ExportedEvents($first: Int, $after: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": typeof types.ExportedEventsDocument,
    "\n  query EmailPage($first: Int, $after: String, $last: Int, $before: String, $state: EmailState) {\n    emails(first: $first, after: $after, last: $last, before: $before, state: $state) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedEmail\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": typeof types.EmailPageDocument,
    "\n  mutation RetryEmail($input: RetryEmailInput!) {\n    retryEmail(input: $input) {\n      __typename\n      ... on RetryEmailPayload {\n        email {\n          id\n          ...ListedEmail\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.RetryEmailDocument,
    "\n  mutation SendTestEmail($input: SendTestEmailInput!) {\n    sendTestEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.SendTestEmailDocument,
    "\n  query OwnEmail {\n    me {\n      id\n      email\n    }\n  }\n": typeof types.OwnEmailDocument,
    "\n  fragment ListedEmail on OutgoingEmail {\n    id\n    kind\n    recipient\n    state\n    attempts\n    nextAttemptAt\n    createdAt\n    lastProblem\n  }\n": typeof types.ListedEmailFragmentDoc,
    "\n  mutation ImportUsers($input: ImportUsersInput!) {\n    importUsers(input: $input) {\n      __typename\n      ... on ImportUsersPayload {\n        importedCount\n        existingCount\n        rejectedLines {\n          line\n          message\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.ImportUsersDocument,
    "\n  query Keys {\n    signingKeys {\n      id\n      algorithm\n      signs\n      isPublished\n      fileModifiedAt\n    }\n    encryptionKeys {\n      id\n      encrypts\n    }\n  }\n": typeof types.KeysDocument,
    "\n  query Statistics($since: DateTime!, $until: DateTime!) {\n    statistics(since: $since, until: $until) {\n      date\n      registrations\n      logins\n      failedLogins\n      activeUsers\n      endedSessions\n    }\n  }\n": typeof types.StatisticsDocument,
    "\n  query Status {\n    serverStatus {\n      version\n      startedAt\n      database {\n        kind\n        version\n      }\n      migrations {\n        name\n        appliedAt\n      }\n      userCount\n      activeSessionCount\n      blacklistedTokenCount\n      waitingEmailCount\n      oldestWaitingEmailAt\n      failedEmailCount\n      hashingQueue {\n        waiting\n        limit\n      }\n    }\n  }\n": typeof types.StatusDocument,
    "\n  fragment ListedApiKey on ApiKey {\n    id\n    name\n    start\n    createdAt\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n": typeof types.ListedApiKeyFragmentDoc,
    "\n  mutation DeactivateServiceAccount($input: ServiceAccountIdInput!) {\n    deactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.DeactivateServiceAccountDocument,
    "\n  mutation ReactivateServiceAccount($input: ServiceAccountIdInput!) {\n    reactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.ReactivateServiceAccountDocument,
    "\n  query CurrentKeys($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        apiKeys {\n          ...ListedApiKey\n        }\n      }\n    }\n  }\n": typeof types.CurrentKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeySecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {\n    createServiceAccount(input: $input) {\n      __typename\n      ... on ServiceAccountPayload {\n        serviceAccount {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateServiceAccountDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query ServiceAccountPage($first: Int, $after: String, $last: Int, $before: String) {\n    serviceAccounts(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedServiceAccount\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": typeof types.ServiceAccountPageDocument,
    "\n  fragment ServiceAccountDetails on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n    apiKeys {\n      ...ListedApiKey\n    }\n  }\n": typeof types.ServiceAccountDetailsFragmentDoc,
    "\n  query ServiceAccount($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        ...ServiceAccountDetails\n      }\n    }\n  }\n": typeof types.ServiceAccountDocument,
    "\n  fragment ListedServiceAccount on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n  }\n": typeof types.ListedServiceAccountFragmentDoc,
    "\n  query Settings {\n    settings {\n      name\n      description\n      value\n      source\n      isSecret\n    }\n  }\n": typeof types.SettingsDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on UserPayload {\n        user {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateUserDocument,
    "\n  query Features {\n    serverInfo {\n      features\n    }\n  }\n": typeof types.FeaturesDocument,
    "\n  fragment UserSession on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: \"en\") {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n    assuranceLevel\n    methods\n  }\n": typeof types.UserSessionFragmentDoc,
    "\n  fragment UserEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actor {\n      id\n      email\n    }\n  }\n": typeof types.UserEventFragmentDoc,
    "\n  query UserEvents($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        auditEvents(first: 10, after: $after) {\n          edges {\n            node {\n              id\n              ...UserEvent\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n": typeof types.UserEventsDocument,
    "\n  query UserPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...ListedUser\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": typeof types.UserPageDocument,
    "\n  query UserCount($filter: UserFilter) {\n    users(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n": typeof types.UserCountDocument,
    "\n  fragment UserDetails on User {\n    id\n    email\n    username\n    role\n    locale\n    emailVerifiedAt\n    deactivatedAt\n    deactivationReason\n    createdAt\n    updatedAt\n    hasPassword\n    recoveryCodesLeft\n    totpFactors {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n    passkeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n      isSynced\n    }\n  }\n": typeof types.UserDetailsFragmentDoc,
    "\n  query User($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        ...UserDetails\n      }\n    }\n  }\n": typeof types.UserDocument,
    "\n  query UserSessions($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        sessions(first: 10, after: $after) {\n          totalCount\n          edges {\n            node {\n              id\n              ...UserSession\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n": typeof types.UserSessionsDocument,
    "\n  query Holdings($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        hasPassword\n        recoveryCodesLeft\n        totpFactors {\n          id\n        }\n        passkeys {\n          id\n        }\n        sessions(first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.HoldingsDocument,
    "\n  mutation DeactivateUser($input: UserIdInput!, $reason: String) {\n    deactivateUser(input: $input, reason: $reason) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.DeactivateUserDocument,
    "\n  mutation ReactivateUser($input: UserIdInput!) {\n    reactivateUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.ReactivateUserDocument,
    "\n  mutation DeleteUser($input: UserIdInput!) {\n    deleteUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.DeleteUserDocument,
    "\n  mutation EndUserSessions($input: UserIdInput!) {\n    endUserSessions(input: $input) {\n      __typename\n      ... on EndUserSessionsPayload {\n        endedSessionCount\n      }\n      ...Failure\n    }\n  }\n": typeof types.EndUserSessionsDocument,
    "\n  mutation EndUserSession($input: EndUserSessionInput!) {\n    endUserSession(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.EndUserSessionDocument,
    "\n  mutation SendPasswordReset($input: UserIdInput!) {\n    sendPasswordReset(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.SendPasswordResetDocument,
    "\n  mutation VerifyUserEmail($input: UserIdInput!) {\n    verifyUserEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.VerifyUserEmailDocument,
    "\n  mutation SetUserRole($input: SetUserRoleInput!) {\n    setUserRole(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.SetUserRoleDocument,
    "\n  mutation ResetSecondFactors($input: UserIdInput!) {\n    resetSecondFactors(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.ResetSecondFactorsDocument,
    "\n  fragment ListedUser on User {\n    id\n    email\n    username\n    role\n    emailVerifiedAt\n    deactivatedAt\n    createdAt\n  }\n": typeof types.ListedUserFragmentDoc,
    "\n  mutation DeleteWebhook($input: WebhookIdInput!) {\n    deleteWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.DeleteWebhookDocument,
    "\n  query DeliveryPage(\n    $id: ID!\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $state: WebhookDeliveryState\n  ) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(first: $first, after: $after, last: $last, before: $before, state: $state) {\n          totalCount\n          edges {\n            node {\n              id\n              ...ListedDelivery\n            }\n          }\n          pageInfo {\n            startCursor\n            endCursor\n            hasNextPage\n            hasPreviousPage\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeliveryPageDocument,
    "\n  mutation UpdateWebhook($input: UpdateWebhookInput!) {\n    updateWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": typeof types.UpdateWebhookDocument,
    "\n  mutation CreateWebhook($input: CreateWebhookInput!) {\n    createWebhook(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        webhook {\n          id\n        }\n        secret\n      }\n      ...Failure\n    }\n  }\n": typeof types.CreateWebhookDocument,
    "\n  query PendingDeliveries($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(state: PENDING, first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.PendingDeliveriesDocument,
    "\n  mutation RetryWebhookDelivery($input: RetryWebhookDeliveryInput!) {\n    retryWebhookDelivery(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.RetryWebhookDeliveryDocument,
    "\n  mutation RotateWebhookSecret($input: WebhookIdInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation SendTestEvent($input: WebhookIdInput!) {\n    sendTestEvent(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": typeof types.SendTestEventDocument,
    "\n  query WebhookPage($first: Int, $after: String, $last: Int, $before: String) {\n    webhooks(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedWebhook\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": typeof types.WebhookPageDocument,
    "\n  query Webhook($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        ...ListedWebhook\n      }\n    }\n  }\n": typeof types.WebhookDocument,
    "\n  fragment ListedWebhook on Webhook {\n    id\n    url\n    description\n    eventTypes\n    state\n    failingSince\n    createdAt\n  }\n": typeof types.ListedWebhookFragmentDoc,
    "\n  fragment ListedDelivery on WebhookDelivery {\n    id\n    eventId\n    eventType\n    occurredAt\n    state\n    nextAttemptAt\n    attempts {\n      at\n      status\n      problem\n      durationMillis\n    }\n  }\n": typeof types.ListedDeliveryFragmentDoc,
};
const documents: Documents = {
    "\n  query Viewer {\n    me {\n      id\n      email\n      role\n    }\n    serverInfo {\n      version\n    }\n  }\n": types.ViewerDocument,
    "\n  fragment Failure on ErrorResult {\n    __typename\n    message\n    ... on InvalidInputError {\n      fieldErrors {\n        field\n        message\n      }\n    }\n    ... on TooManyAttemptsError {\n      retryAfterSeconds\n    }\n    ... on ServerBusyError {\n      retryAfterSeconds\n    }\n  }\n": types.FailureFragmentDoc,
    "\n  query EventPage($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": types.EventPageDocument,
    "\n  query EventCount($filter: AuditEventFilter) {\n    auditEvents(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n": types.EventCountDocument,
    "\n  query ChosenUser($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        email\n      }\n    }\n  }\n": types.ChosenUserDocument,
    "\n  fragment ListedEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actorServiceAccountId\n    actor {\n      id\n      email\n    }\n    subjectId\n    subjectServiceAccountId\n    subjectWebhookId\n    subject {\n      id\n      email\n    }\n  }\n": types.ListedEventFragmentDoc,
    "\n  query ExportedEvents($first: Int, $after: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n": types.ExportedEventsDocument,
    "\n  query EmailPage($first: Int, $after: String, $last: Int, $before: String, $state: EmailState) {\n    emails(first: $first, after: $after, last: $last, before: $before, state: $state) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedEmail\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": types.EmailPageDocument,
    "\n  mutation RetryEmail($input: RetryEmailInput!) {\n    retryEmail(input: $input) {\n      __typename\n      ... on RetryEmailPayload {\n        email {\n          id\n          ...ListedEmail\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.RetryEmailDocument,
    "\n  mutation SendTestEmail($input: SendTestEmailInput!) {\n    sendTestEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.SendTestEmailDocument,
    "\n  query OwnEmail {\n    me {\n      id\n      email\n    }\n  }\n": types.OwnEmailDocument,
    "\n  fragment ListedEmail on OutgoingEmail {\n    id\n    kind\n    recipient\n    state\n    attempts\n    nextAttemptAt\n    createdAt\n    lastProblem\n  }\n": types.ListedEmailFragmentDoc,
    "\n  mutation ImportUsers($input: ImportUsersInput!) {\n    importUsers(input: $input) {\n      __typename\n      ... on ImportUsersPayload {\n        importedCount\n        existingCount\n        rejectedLines {\n          line\n          message\n        }\n      }\n      ...Failure\n    }\n  }\n": types.ImportUsersDocument,
    "\n  query Keys {\n    signingKeys {\n      id\n      algorithm\n      signs\n      isPublished\n      fileModifiedAt\n    }\n    encryptionKeys {\n      id\n      encrypts\n    }\n  }\n": types.KeysDocument,
    "\n  query Statistics($since: DateTime!, $until: DateTime!) {\n    statistics(since: $since, until: $until) {\n      date\n      registrations\n      logins\n      failedLogins\n      activeUsers\n      endedSessions\n    }\n  }\n": types.StatisticsDocument,
    "\n  query Status {\n    serverStatus {\n      version\n      startedAt\n      database {\n        kind\n        version\n      }\n      migrations {\n        name\n        appliedAt\n      }\n      userCount\n      activeSessionCount\n      blacklistedTokenCount\n      waitingEmailCount\n      oldestWaitingEmailAt\n      failedEmailCount\n      hashingQueue {\n        waiting\n        limit\n      }\n    }\n  }\n": types.StatusDocument,
    "\n  fragment ListedApiKey on ApiKey {\n    id\n    name\n    start\n    createdAt\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n": types.ListedApiKeyFragmentDoc,
    "\n  mutation DeactivateServiceAccount($input: ServiceAccountIdInput!) {\n    deactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.DeactivateServiceAccountDocument,
    "\n  mutation ReactivateServiceAccount($input: ServiceAccountIdInput!) {\n    reactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.ReactivateServiceAccountDocument,
    "\n  query CurrentKeys($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        apiKeys {\n          ...ListedApiKey\n        }\n      }\n    }\n  }\n": types.CurrentKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeySecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {\n    createServiceAccount(input: $input) {\n      __typename\n      ... on ServiceAccountPayload {\n        serviceAccount {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n": types.CreateServiceAccountDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query ServiceAccountPage($first: Int, $after: String, $last: Int, $before: String) {\n    serviceAccounts(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedServiceAccount\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": types.ServiceAccountPageDocument,
    "\n  fragment ServiceAccountDetails on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n    apiKeys {\n      ...ListedApiKey\n    }\n  }\n": types.ServiceAccountDetailsFragmentDoc,
    "\n  query ServiceAccount($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        ...ServiceAccountDetails\n      }\n    }\n  }\n": types.ServiceAccountDocument,
    "\n  fragment ListedServiceAccount on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n  }\n": types.ListedServiceAccountFragmentDoc,
    "\n  query Settings {\n    settings {\n      name\n      description\n      value\n      source\n      isSecret\n    }\n  }\n": types.SettingsDocument,
    "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on UserPayload {\n        user {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n": types.CreateUserDocument,
    "\n  query Features {\n    serverInfo {\n      features\n    }\n  }\n": types.FeaturesDocument,
    "\n  fragment UserSession on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: \"en\") {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n    assuranceLevel\n    methods\n  }\n": types.UserSessionFragmentDoc,
    "\n  fragment UserEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actor {\n      id\n      email\n    }\n  }\n": types.UserEventFragmentDoc,
    "\n  query UserEvents($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        auditEvents(first: 10, after: $after) {\n          edges {\n            node {\n              id\n              ...UserEvent\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n": types.UserEventsDocument,
    "\n  query UserPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...ListedUser\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": types.UserPageDocument,
    "\n  query UserCount($filter: UserFilter) {\n    users(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n": types.UserCountDocument,
    "\n  fragment UserDetails on User {\n    id\n    email\n    username\n    role\n    locale\n    emailVerifiedAt\n    deactivatedAt\n    deactivationReason\n    createdAt\n    updatedAt\n    hasPassword\n    recoveryCodesLeft\n    totpFactors {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n    passkeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n      isSynced\n    }\n  }\n": types.UserDetailsFragmentDoc,
    "\n  query User($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        ...UserDetails\n      }\n    }\n  }\n": types.UserDocument,
    "\n  query UserSessions($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        sessions(first: 10, after: $after) {\n          totalCount\n          edges {\n            node {\n              id\n              ...UserSession\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n": types.UserSessionsDocument,
    "\n  query Holdings($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        hasPassword\n        recoveryCodesLeft\n        totpFactors {\n          id\n        }\n        passkeys {\n          id\n        }\n        sessions(first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n": types.HoldingsDocument,
    "\n  mutation DeactivateUser($input: UserIdInput!, $reason: String) {\n    deactivateUser(input: $input, reason: $reason) {\n      __typename\n      ...Failure\n    }\n  }\n": types.DeactivateUserDocument,
    "\n  mutation ReactivateUser($input: UserIdInput!) {\n    reactivateUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.ReactivateUserDocument,
    "\n  mutation DeleteUser($input: UserIdInput!) {\n    deleteUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.DeleteUserDocument,
    "\n  mutation EndUserSessions($input: UserIdInput!) {\n    endUserSessions(input: $input) {\n      __typename\n      ... on EndUserSessionsPayload {\n        endedSessionCount\n      }\n      ...Failure\n    }\n  }\n": types.EndUserSessionsDocument,
    "\n  mutation EndUserSession($input: EndUserSessionInput!) {\n    endUserSession(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.EndUserSessionDocument,
    "\n  mutation SendPasswordReset($input: UserIdInput!) {\n    sendPasswordReset(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.SendPasswordResetDocument,
    "\n  mutation VerifyUserEmail($input: UserIdInput!) {\n    verifyUserEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.VerifyUserEmailDocument,
    "\n  mutation SetUserRole($input: SetUserRoleInput!) {\n    setUserRole(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.SetUserRoleDocument,
    "\n  mutation ResetSecondFactors($input: UserIdInput!) {\n    resetSecondFactors(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.ResetSecondFactorsDocument,
    "\n  fragment ListedUser on User {\n    id\n    email\n    username\n    role\n    emailVerifiedAt\n    deactivatedAt\n    createdAt\n  }\n": types.ListedUserFragmentDoc,
    "\n  mutation DeleteWebhook($input: WebhookIdInput!) {\n    deleteWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.DeleteWebhookDocument,
    "\n  query DeliveryPage(\n    $id: ID!\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $state: WebhookDeliveryState\n  ) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(first: $first, after: $after, last: $last, before: $before, state: $state) {\n          totalCount\n          edges {\n            node {\n              id\n              ...ListedDelivery\n            }\n          }\n          pageInfo {\n            startCursor\n            endCursor\n            hasNextPage\n            hasPreviousPage\n          }\n        }\n      }\n    }\n  }\n": types.DeliveryPageDocument,
    "\n  mutation UpdateWebhook($input: UpdateWebhookInput!) {\n    updateWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n": types.UpdateWebhookDocument,
    "\n  mutation CreateWebhook($input: CreateWebhookInput!) {\n    createWebhook(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        webhook {\n          id\n        }\n        secret\n      }\n      ...Failure\n    }\n  }\n": types.CreateWebhookDocument,
    "\n  query PendingDeliveries($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(state: PENDING, first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n": types.PendingDeliveriesDocument,
    "\n  mutation RetryWebhookDelivery($input: RetryWebhookDeliveryInput!) {\n    retryWebhookDelivery(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.RetryWebhookDeliveryDocument,
    "\n  mutation RotateWebhookSecret($input: WebhookIdInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation SendTestEvent($input: WebhookIdInput!) {\n    sendTestEvent(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n": types.SendTestEventDocument,
    "\n  query WebhookPage($first: Int, $after: String, $last: Int, $before: String) {\n    webhooks(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedWebhook\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n": types.WebhookPageDocument,
    "\n  query Webhook($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        ...ListedWebhook\n      }\n    }\n  }\n": types.WebhookDocument,
    "\n  fragment ListedWebhook on Webhook {\n    id\n    url\n    description\n    eventTypes\n    state\n    failingSince\n    createdAt\n  }\n": types.ListedWebhookFragmentDoc,
    "\n  fragment ListedDelivery on WebhookDelivery {\n    id\n    eventId\n    eventType\n    occurredAt\n    state\n    nextAttemptAt\n    attempts {\n      at\n      status\n      problem\n      durationMillis\n    }\n  }\n": types.ListedDeliveryFragmentDoc,
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
export function graphql(source: "\n  query Viewer {\n    me {\n      id\n      email\n      role\n    }\n    serverInfo {\n      version\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    me {\n      id\n      email\n      role\n    }\n    serverInfo {\n      version\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Failure on ErrorResult {\n    __typename\n    message\n    ... on InvalidInputError {\n      fieldErrors {\n        field\n        message\n      }\n    }\n    ... on TooManyAttemptsError {\n      retryAfterSeconds\n    }\n    ... on ServerBusyError {\n      retryAfterSeconds\n    }\n  }\n"): (typeof documents)["\n  fragment Failure on ErrorResult {\n    __typename\n    message\n    ... on InvalidInputError {\n      fieldErrors {\n        field\n        message\n      }\n    }\n    ... on TooManyAttemptsError {\n      retryAfterSeconds\n    }\n    ... on ServerBusyError {\n      retryAfterSeconds\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventPage($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query EventPage($first: Int, $after: String, $last: Int, $before: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventCount($filter: AuditEventFilter) {\n    auditEvents(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query EventCount($filter: AuditEventFilter) {\n    auditEvents(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ChosenUser($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        email\n      }\n    }\n  }\n"): (typeof documents)["\n  query ChosenUser($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        email\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actorServiceAccountId\n    actor {\n      id\n      email\n    }\n    subjectId\n    subjectServiceAccountId\n    subjectWebhookId\n    subject {\n      id\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment ListedEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actorServiceAccountId\n    actor {\n      id\n      email\n    }\n    subjectId\n    subjectServiceAccountId\n    subjectWebhookId\n    subject {\n      id\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExportedEvents($first: Int, $after: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query ExportedEvents($first: Int, $after: String, $filter: AuditEventFilter) {\n    auditEvents(first: $first, after: $after, filter: $filter) {\n      edges {\n        node {\n          id\n          ...ListedEvent\n        }\n      }\n      pageInfo {\n        endCursor\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EmailPage($first: Int, $after: String, $last: Int, $before: String, $state: EmailState) {\n    emails(first: $first, after: $after, last: $last, before: $before, state: $state) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedEmail\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query EmailPage($first: Int, $after: String, $last: Int, $before: String, $state: EmailState) {\n    emails(first: $first, after: $after, last: $last, before: $before, state: $state) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedEmail\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryEmail($input: RetryEmailInput!) {\n    retryEmail(input: $input) {\n      __typename\n      ... on RetryEmailPayload {\n        email {\n          id\n          ...ListedEmail\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RetryEmail($input: RetryEmailInput!) {\n    retryEmail(input: $input) {\n      __typename\n      ... on RetryEmailPayload {\n        email {\n          id\n          ...ListedEmail\n        }\n      }\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestEmail($input: SendTestEmailInput!) {\n    sendTestEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation SendTestEmail($input: SendTestEmailInput!) {\n    sendTestEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OwnEmail {\n    me {\n      id\n      email\n    }\n  }\n"): (typeof documents)["\n  query OwnEmail {\n    me {\n      id\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedEmail on OutgoingEmail {\n    id\n    kind\n    recipient\n    state\n    attempts\n    nextAttemptAt\n    createdAt\n    lastProblem\n  }\n"): (typeof documents)["\n  fragment ListedEmail on OutgoingEmail {\n    id\n    kind\n    recipient\n    state\n    attempts\n    nextAttemptAt\n    createdAt\n    lastProblem\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportUsers($input: ImportUsersInput!) {\n    importUsers(input: $input) {\n      __typename\n      ... on ImportUsersPayload {\n        importedCount\n        existingCount\n        rejectedLines {\n          line\n          message\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ImportUsers($input: ImportUsersInput!) {\n    importUsers(input: $input) {\n      __typename\n      ... on ImportUsersPayload {\n        importedCount\n        existingCount\n        rejectedLines {\n          line\n          message\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Keys {\n    signingKeys {\n      id\n      algorithm\n      signs\n      isPublished\n      fileModifiedAt\n    }\n    encryptionKeys {\n      id\n      encrypts\n    }\n  }\n"): (typeof documents)["\n  query Keys {\n    signingKeys {\n      id\n      algorithm\n      signs\n      isPublished\n      fileModifiedAt\n    }\n    encryptionKeys {\n      id\n      encrypts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Statistics($since: DateTime!, $until: DateTime!) {\n    statistics(since: $since, until: $until) {\n      date\n      registrations\n      logins\n      failedLogins\n      activeUsers\n      endedSessions\n    }\n  }\n"): (typeof documents)["\n  query Statistics($since: DateTime!, $until: DateTime!) {\n    statistics(since: $since, until: $until) {\n      date\n      registrations\n      logins\n      failedLogins\n      activeUsers\n      endedSessions\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Status {\n    serverStatus {\n      version\n      startedAt\n      database {\n        kind\n        version\n      }\n      migrations {\n        name\n        appliedAt\n      }\n      userCount\n      activeSessionCount\n      blacklistedTokenCount\n      waitingEmailCount\n      oldestWaitingEmailAt\n      failedEmailCount\n      hashingQueue {\n        waiting\n        limit\n      }\n    }\n  }\n"): (typeof documents)["\n  query Status {\n    serverStatus {\n      version\n      startedAt\n      database {\n        kind\n        version\n      }\n      migrations {\n        name\n        appliedAt\n      }\n      userCount\n      activeSessionCount\n      blacklistedTokenCount\n      waitingEmailCount\n      oldestWaitingEmailAt\n      failedEmailCount\n      hashingQueue {\n        waiting\n        limit\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedApiKey on ApiKey {\n    id\n    name\n    start\n    createdAt\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n"): (typeof documents)["\n  fragment ListedApiKey on ApiKey {\n    id\n    name\n    start\n    createdAt\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivateServiceAccount($input: ServiceAccountIdInput!) {\n    deactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation DeactivateServiceAccount($input: ServiceAccountIdInput!) {\n    deactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReactivateServiceAccount($input: ServiceAccountIdInput!) {\n    reactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ReactivateServiceAccount($input: ServiceAccountIdInput!) {\n    reactivateServiceAccount(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CurrentKeys($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        apiKeys {\n          ...ListedApiKey\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query CurrentKeys($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        apiKeys {\n          ...ListedApiKey\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeySecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      __typename\n      ... on ApiKeySecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {\n    createServiceAccount(input: $input) {\n      __typename\n      ... on ServiceAccountPayload {\n        serviceAccount {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateServiceAccount($input: CreateServiceAccountInput!) {\n    createServiceAccount(input: $input) {\n      __typename\n      ... on ServiceAccountPayload {\n        serviceAccount {\n          id\n          name\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ServiceAccountPage($first: Int, $after: String, $last: Int, $before: String) {\n    serviceAccounts(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedServiceAccount\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query ServiceAccountPage($first: Int, $after: String, $last: Int, $before: String) {\n    serviceAccounts(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedServiceAccount\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ServiceAccountDetails on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n    apiKeys {\n      ...ListedApiKey\n    }\n  }\n"): (typeof documents)["\n  fragment ServiceAccountDetails on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n    apiKeys {\n      ...ListedApiKey\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ServiceAccount($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        ...ServiceAccountDetails\n      }\n    }\n  }\n"): (typeof documents)["\n  query ServiceAccount($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on ServiceAccount {\n        id\n        ...ServiceAccountDetails\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedServiceAccount on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n  }\n"): (typeof documents)["\n  fragment ListedServiceAccount on ServiceAccount {\n    id\n    name\n    permissions\n    createdAt\n    deactivatedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Settings {\n    settings {\n      name\n      description\n      value\n      source\n      isSecret\n    }\n  }\n"): (typeof documents)["\n  query Settings {\n    settings {\n      name\n      description\n      value\n      source\n      isSecret\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on UserPayload {\n        user {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateUser($input: CreateUserInput!) {\n    createUser(input: $input) {\n      __typename\n      ... on UserPayload {\n        user {\n          id\n          email\n        }\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Features {\n    serverInfo {\n      features\n    }\n  }\n"): (typeof documents)["\n  query Features {\n    serverInfo {\n      features\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserSession on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: \"en\") {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n    assuranceLevel\n    methods\n  }\n"): (typeof documents)["\n  fragment UserSession on Session {\n    id\n    isCurrent\n    userAgent\n    ipAddress\n    place(locale: \"en\") {\n      city\n      country\n    }\n    createdAt\n    lastUsedAt\n    assuranceLevel\n    methods\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actor {\n      id\n      email\n    }\n  }\n"): (typeof documents)["\n  fragment UserEvent on AuditEvent {\n    id\n    kind\n    outcome\n    occurredAt\n    ipAddress\n    userAgent\n    actorId\n    actor {\n      id\n      email\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UserEvents($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        auditEvents(first: 10, after: $after) {\n          edges {\n            node {\n              id\n              ...UserEvent\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UserEvents($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        auditEvents(first: 10, after: $after) {\n          edges {\n            node {\n              id\n              ...UserEvent\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UserPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...ListedUser\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query UserPage(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: UserFilter\n    $orderBy: UserOrder\n  ) {\n    users(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {\n      edges {\n        node {\n          id\n          ...ListedUser\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UserCount($filter: UserFilter) {\n    users(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query UserCount($filter: UserFilter) {\n    users(first: 1, filter: $filter) {\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment UserDetails on User {\n    id\n    email\n    username\n    role\n    locale\n    emailVerifiedAt\n    deactivatedAt\n    deactivationReason\n    createdAt\n    updatedAt\n    hasPassword\n    recoveryCodesLeft\n    totpFactors {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n    passkeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n      isSynced\n    }\n  }\n"): (typeof documents)["\n  fragment UserDetails on User {\n    id\n    email\n    username\n    role\n    locale\n    emailVerifiedAt\n    deactivatedAt\n    deactivationReason\n    createdAt\n    updatedAt\n    hasPassword\n    recoveryCodesLeft\n    totpFactors {\n      id\n      name\n      createdAt\n      lastUsedAt\n    }\n    passkeys {\n      id\n      name\n      createdAt\n      lastUsedAt\n      isSynced\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query User($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        ...UserDetails\n      }\n    }\n  }\n"): (typeof documents)["\n  query User($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        ...UserDetails\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UserSessions($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        sessions(first: 10, after: $after) {\n          totalCount\n          edges {\n            node {\n              id\n              ...UserSession\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UserSessions($id: ID!, $after: String) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        sessions(first: 10, after: $after) {\n          totalCount\n          edges {\n            node {\n              id\n              ...UserSession\n            }\n          }\n          pageInfo {\n            endCursor\n            hasNextPage\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Holdings($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        hasPassword\n        recoveryCodesLeft\n        totpFactors {\n          id\n        }\n        passkeys {\n          id\n        }\n        sessions(first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Holdings($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on User {\n        id\n        hasPassword\n        recoveryCodesLeft\n        totpFactors {\n          id\n        }\n        passkeys {\n          id\n        }\n        sessions(first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivateUser($input: UserIdInput!, $reason: String) {\n    deactivateUser(input: $input, reason: $reason) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation DeactivateUser($input: UserIdInput!, $reason: String) {\n    deactivateUser(input: $input, reason: $reason) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReactivateUser($input: UserIdInput!) {\n    reactivateUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ReactivateUser($input: UserIdInput!) {\n    reactivateUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteUser($input: UserIdInput!) {\n    deleteUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteUser($input: UserIdInput!) {\n    deleteUser(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndUserSessions($input: UserIdInput!) {\n    endUserSessions(input: $input) {\n      __typename\n      ... on EndUserSessionsPayload {\n        endedSessionCount\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation EndUserSessions($input: UserIdInput!) {\n    endUserSessions(input: $input) {\n      __typename\n      ... on EndUserSessionsPayload {\n        endedSessionCount\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndUserSession($input: EndUserSessionInput!) {\n    endUserSession(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation EndUserSession($input: EndUserSessionInput!) {\n    endUserSession(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendPasswordReset($input: UserIdInput!) {\n    sendPasswordReset(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation SendPasswordReset($input: UserIdInput!) {\n    sendPasswordReset(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation VerifyUserEmail($input: UserIdInput!) {\n    verifyUserEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation VerifyUserEmail($input: UserIdInput!) {\n    verifyUserEmail(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetUserRole($input: SetUserRoleInput!) {\n    setUserRole(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation SetUserRole($input: SetUserRoleInput!) {\n    setUserRole(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetSecondFactors($input: UserIdInput!) {\n    resetSecondFactors(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation ResetSecondFactors($input: UserIdInput!) {\n    resetSecondFactors(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedUser on User {\n    id\n    email\n    username\n    role\n    emailVerifiedAt\n    deactivatedAt\n    createdAt\n  }\n"): (typeof documents)["\n  fragment ListedUser on User {\n    id\n    email\n    username\n    role\n    emailVerifiedAt\n    deactivatedAt\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteWebhook($input: WebhookIdInput!) {\n    deleteWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteWebhook($input: WebhookIdInput!) {\n    deleteWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DeliveryPage(\n    $id: ID!\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $state: WebhookDeliveryState\n  ) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(first: $first, after: $after, last: $last, before: $before, state: $state) {\n          totalCount\n          edges {\n            node {\n              id\n              ...ListedDelivery\n            }\n          }\n          pageInfo {\n            startCursor\n            endCursor\n            hasNextPage\n            hasPreviousPage\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query DeliveryPage(\n    $id: ID!\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $state: WebhookDeliveryState\n  ) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(first: $first, after: $after, last: $last, before: $before, state: $state) {\n          totalCount\n          edges {\n            node {\n              id\n              ...ListedDelivery\n            }\n          }\n          pageInfo {\n            startCursor\n            endCursor\n            hasNextPage\n            hasPreviousPage\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhook($input: UpdateWebhookInput!) {\n    updateWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateWebhook($input: UpdateWebhookInput!) {\n    updateWebhook(input: $input) {\n      __typename\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhook($input: CreateWebhookInput!) {\n    createWebhook(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        webhook {\n          id\n        }\n        secret\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWebhook($input: CreateWebhookInput!) {\n    createWebhook(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        webhook {\n          id\n        }\n        secret\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PendingDeliveries($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(state: PENDING, first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PendingDeliveries($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        deliveries(state: PENDING, first: 1) {\n          totalCount\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryWebhookDelivery($input: RetryWebhookDeliveryInput!) {\n    retryWebhookDelivery(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RetryWebhookDelivery($input: RetryWebhookDeliveryInput!) {\n    retryWebhookDelivery(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($input: WebhookIdInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n"): (typeof documents)["\n  mutation RotateWebhookSecret($input: WebhookIdInput!) {\n    rotateWebhookSecret(input: $input) {\n      __typename\n      ... on WebhookSecretPayload {\n        secret\n      }\n      ...Failure\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestEvent($input: WebhookIdInput!) {\n    sendTestEvent(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SendTestEvent($input: WebhookIdInput!) {\n    sendTestEvent(input: $input) {\n      __typename\n      ... on ErrorResult {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WebhookPage($first: Int, $after: String, $last: Int, $before: String) {\n    webhooks(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedWebhook\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query WebhookPage($first: Int, $after: String, $last: Int, $before: String) {\n    webhooks(first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      edges {\n        node {\n          id\n          ...ListedWebhook\n        }\n      }\n      pageInfo {\n        startCursor\n        endCursor\n        hasNextPage\n        hasPreviousPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Webhook($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        ...ListedWebhook\n      }\n    }\n  }\n"): (typeof documents)["\n  query Webhook($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Webhook {\n        id\n        ...ListedWebhook\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedWebhook on Webhook {\n    id\n    url\n    description\n    eventTypes\n    state\n    failingSince\n    createdAt\n  }\n"): (typeof documents)["\n  fragment ListedWebhook on Webhook {\n    id\n    url\n    description\n    eventTypes\n    state\n    failingSince\n    createdAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListedDelivery on WebhookDelivery {\n    id\n    eventId\n    eventType\n    occurredAt\n    state\n    nextAttemptAt\n    attempts {\n      at\n      status\n      problem\n      durationMillis\n    }\n  }\n"): (typeof documents)["\n  fragment ListedDelivery on WebhookDelivery {\n    id\n    eventId\n    eventType\n    occurredAt\n    state\n    nextAttemptAt\n    attempts {\n      at\n      status\n      problem\n      durationMillis\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;