import { CloseCode } from 'graphql-ws';
import type { UnauthenticatedReason } from '../errors/request-errors.js';
import type { ClosingReason } from './live-connection.js';

/** Why a WebSocket is closed: sent with the code. */
export type CloseReason = ClosingReason | UnauthenticatedReason;

/** RFC 6455 §7.4.1 and the registry it made: Try Again Later. */
export const TRY_AGAIN_LATER = 1013;

/** RFC 6455 §7.4.1: Going Away. */
export const GOING_AWAY = 1001;

/**
 * What graphql-ws' client does by itself: after 4403 (Forbidden) and below 4000 it connects again, asking for its
 * connectionParams anew; after 4401 (Unauthorized) it gives up. https://the-guild.dev/graphql/ws/docs/modules/client
 */
export const CLOSE_CODES: Record<CloseReason, number> = {
  TOKEN_EXPIRED: CloseCode.Forbidden,
  TOKEN_MISSING: CloseCode.Unauthorized,
  TOKEN_MALFORMED: CloseCode.Unauthorized,
  TOKEN_INVALID: CloseCode.Unauthorized,
  TOKEN_BLACKLISTED: CloseCode.Unauthorized,
  ACCOUNT_DEACTIVATED: CloseCode.Unauthorized,
  SESSION_ENDED: CloseCode.Unauthorized,
  SERVER_STOPS: GOING_AWAY,
};
