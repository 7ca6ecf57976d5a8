const AUTH_RESULT = `
  __typename
  ... on AuthPayload {
    accessToken accessTokenExpiresAt tokenType refreshToken refreshTokenExpiresAt
    session { id createdAt lastUsedAt expiresAt userAgent ipAddress }
    user { id email username role }
  }
  ... on ErrorResult { code message }
  ... on TooManyAttemptsError { retryAfterSeconds }`;

export const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ${AUTH_RESULT} ... on InvalidInputError { fieldErrors { field code message } } }
}`;

export const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { ${AUTH_RESULT} ... on InvalidInputError { fieldErrors { field code message } } }
}`;

export const REFRESH_TOKEN = `mutation ($input: RefreshTokenInput!) { refreshToken(input: $input) { ${AUTH_RESULT} } }`;

export const LOGOUT = 'mutation ($input: LogoutInput) { logout(input: $input) { endedSessionCount } }';

export const LOGOUT_ALL = 'mutation { logoutAll { endedSessionCount } }';

export const ME = '{ me { id email username role emailVerifiedAt createdAt updatedAt } }';

export const NODE = `query ($id: ID!) {
  node(id: $id) { __typename id ... on User { email } ... on Session { userAgent } }
}`;

export const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';

const PAYLOADS: Record<string, string> = {
  changePassword: `... on ChangePasswordPayload {
    endedSessionCount accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt session { id createdAt }
  }`,
  requestPasswordReset: '... on MailRequestedPayload { message }',
  resetPassword: '... on InvalidMailTokenError { reason }',
  requestEmailVerification: '... on MailRequestedPayload { message }',
  verifyEmail: '... on AccountPayload { user { id email emailVerifiedAt } } ... on InvalidMailTokenError { reason }',
  undoEmailChange:
    '... on AccountPayload { user { id email emailVerifiedAt } } ... on InvalidMailTokenError { reason }',
  changeEmail: '... on MailRequestedPayload { message }',
  updateProfile: '... on AccountPayload { user { username } }',
  deleteAccount: '... on DeleteAccountPayload { deletedUserId }',
  revokeSession: '... on RevokeSessionPayload { revokedSessionId }',
  claimAdministration: '... on AccountPayload { user { id role } }',
  setUserRole: '... on UserPayload { user { id role } }',
  deactivateUser: '... on UserPayload { user { id deactivatedAt } }',
  reactivateUser: '... on UserPayload { user { id deactivatedAt } }',
  endUserSessions: '... on EndUserSessionsPayload { endedSessionCount }',
  deleteUser: '... on DeleteUserPayload { deletedUserId }',
};

/** Mutations that take no fields wrong say so by InvalidInputError. */
const CHECKED = [
  'changePassword',
  'requestPasswordReset',
  'resetPassword',
  'requestEmailVerification',
  'changeEmail',
  'updateProfile',
];
/** Mutations that may be tried too often. */
const LIMITED = [
  'changePassword',
  'requestPasswordReset',
  'requestEmailVerification',
  'verifyEmail',
  'changeEmail',
  'updateProfile',
  'deleteAccount',
];
const ADMINISTERING = ['deactivateUser', 'reactivateUser', 'endUserSessions', 'deleteUser'];

/** The mutation of a name, with all there is to know about its outcome. */
export function mutation(field: string): string {
  const type = ADMINISTERING.includes(field) ? 'UserIdInput' : `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const fieldErrors = CHECKED.includes(field) ? '... on InvalidInputError { fieldErrors { field code } }' : '';
  const delay = LIMITED.includes(field) ? '... on TooManyAttemptsError { retryAfterSeconds }' : '';
  return `mutation ($input: ${type}!) {
    ${field}(input: $input) { __typename ${PAYLOADS[field]} ... on ErrorResult { code message } ${fieldErrors} ${delay} }
  }`;
}
