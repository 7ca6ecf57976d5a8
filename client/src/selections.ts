export const TOKENS = 'accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt session { id lastUsedAt }';

export const PAYLOAD = `__typename ... on AuthPayload { ${TOKENS} user { id email username role emailVerifiedAt } passwordChangeAdvised } ... on ErrorResult { code message } `;

export const CHALLENGE = '... on SecondFactorRequiredError { challengeToken expiresAt methods } ';
