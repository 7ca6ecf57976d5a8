const AUTH_RESULT = `
  __typename
  ... on AuthPayload {
    accessToken accessTokenExpiresAt tokenType refreshToken refreshTokenExpiresAt
    session { id createdAt lastUsedAt expiresAt userAgent ipAddress }
    user { id email username role }
  }
  ... on ErrorResult { code message }`;

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
