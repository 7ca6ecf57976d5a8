import { CHALLENGE, PAYLOAD } from './selections.js';

// Apart from the other operations, because bundlers would keep these in apps that do without.
export const COMPLETE_SOCIAL_LOGIN = `mutation CompleteSocialLogin($input: CompleteSocialLoginInput!) { completeSocialLogin(input: $input) { ${PAYLOAD}... on AuthPayload { returnTo } ${CHALLENGE}... on SecondFactorRequiredError { returnTo } ... on AccountLinkRequiredError { linkToken expiresAt returnTo } ... on SocialLoginFailedError { reason } ... on TooManyAttemptsError { retryAfterSeconds } } }`;
export const COMPLETE_EMAIL_LOGIN = `mutation CompleteEmailLogin($input: CompleteEmailLoginInput!) { completeEmailLogin(input: $input) { ${PAYLOAD}${CHALLENGE}... on InvalidMailTokenError { reason } ... on InvalidInputError { fieldErrors { field code message } } ... on TooManyAttemptsError { retryAfterSeconds } } }`;
