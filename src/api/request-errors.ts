import { GraphQLError } from 'graphql';
import type { AssuranceLevel } from './assurance.js';
import { ExpectedError } from './error-result.js';

/** The values of `extensions.code` in top-level errors of Gatehouse itself. */
export const RequestErrorCode = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  REAUTHENTICATION_REQUIRED: 'REAUTHENTICATION_REQUIRED',
  SECOND_FACTOR_REQUIRED: 'SECOND_FACTOR_REQUIRED',
  ORIGIN_NOT_ALLOWED: 'ORIGIN_NOT_ALLOWED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  INTERNAL_SERVER_ERROR: 'INTERNAL_SERVER_ERROR',
} as const;

/** The values of `extensions.reason` of UNAUTHENTICATED, each with its public message. */
export const UNAUTHENTICATED_MESSAGES = {
  TOKEN_MISSING:
    'This needs a signed-in user. Send the header "Authorization: Bearer <accessToken>", or cookies with "x-auth-transport: cookie".',
  TOKEN_MALFORMED: 'The Authorization header is malformed. Send "Bearer", a space and one access token.',
  TOKEN_EXPIRED: 'The access token has expired. Get a new one with refreshToken, then repeat the request.',
  TOKEN_INVALID:
    'The access token is not valid here. Send the unchanged accessToken from login, register or refreshToken.',
  TOKEN_BLACKLISTED: 'The access token has been revoked because its session has ended. Log in again.',
  ACCOUNT_DEACTIVATED: 'This account has been deactivated. Ask an administrator to reactivate it.',
} as const;

export type UnauthenticatedReason = keyof typeof UNAUTHENTICATED_MESSAGES;

export class UnauthenticatedError extends GraphQLError {
  constructor(readonly reason: UnauthenticatedReason) {
    super(UNAUTHENTICATED_MESSAGES[reason], { extensions: { code: RequestErrorCode.UNAUTHENTICATED, reason } });
  }
}

/** The user or the calling service lacks the permission. */
export class ForbiddenError extends GraphQLError {
  constructor(message = 'You are not allowed to do this. Ask an administrator for the required role.') {
    super(message, { extensions: { code: RequestErrorCode.FORBIDDEN } });
  }
}

/** What is asked for before something sensitive. */
export interface RequiredAuthentication {
  /** The least level. */
  readonly acr: AssuranceLevel;
  /** How long ago the identity may have been proven, at most. */
  readonly maxAgeSeconds: number;
}

/** The user signed in too long ago for something this sensitive, or by too little: RFC 9470. */
export class ReauthenticationRequiredError extends GraphQLError {
  constructor(required: RequiredAuthentication) {
    super(
      'This needs a fresh login. Call confirmIdentity, or log in again; then repeat the request with the new access token.',
      {
        extensions: { code: RequestErrorCode.REAUTHENTICATION_REQUIRED, ...required },
      },
    );
  }
}

/** This server wants the user to have a second factor, and there is none. */
export class SecondFactorMissingError extends GraphQLError {
  constructor() {
    super(
      'You need a second factor here. Add an authenticator app with startTotpEnrollment first, or log in by a passkey.',
      {
        extensions: { code: RequestErrorCode.SECOND_FACTOR_REQUIRED },
      },
    );
  }
}

/** A page of an unknown origin asked for cookies. */
export class OriginNotAllowedError extends GraphQLError {
  constructor() {
    super('Pages of this origin may not use cookies here. Ask the operator to add the origin to CORS_ORIGINS.', {
      extensions: { code: RequestErrorCode.ORIGIN_NOT_ALLOWED, http: { status: 403 } },
    });
  }
}

/** The client asked for an unknown token transport. */
export class UnknownTokenTransportError extends GraphQLError {
  constructor() {
    super('The header x-auth-transport must be "cookie" or "bearer". Send one of them, or omit the header.', {
      extensions: { code: RequestErrorCode.BAD_USER_INPUT, http: { status: 400 } },
    });
  }
}

/** The arguments are invalid in a way that the type system cannot express. */
export function badArguments(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: RequestErrorCode.BAD_USER_INPUT } });
}

/**
 * A time that the database can hold, which has no year 0.
 *
 * @param name of the argument.
 * @throws {GraphQLError} BAD_USER_INPUT.
 */
export function requireTime(name: string, time: Date): Date {
  const year = time.getUTCFullYear();
  if (year < 1 || year > 9999) throw badArguments(`${name} is out of range. Use a time between the years 1 and 9999.`);
  return time;
}

/** The code that identifies a failure in logs and metrics: `extensions.code`, or that of the expected error. */
export function codeOf(error: unknown): string {
  if (error instanceof ExpectedError) return error.result.code;
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return typeof code === 'string' ? code : RequestErrorCode.INTERNAL_SERVER_ERROR;
}
