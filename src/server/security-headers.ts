import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet, { type HelmetOptions } from 'helmet';
import type { Config } from '../config/config.js';

export type SecurityHeaders = Readonly<Record<string, string>>;

type Directives = Record<string, string[]>;

/** Responses are data: a browser that mistakes one for a page runs and loads nothing. */
const NOTHING: Directives = { defaultSrc: ["'none'"] };

const NOWHERE: Directives = { baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };

/** For responses to programs. */
export function securityHeaders(config: Pick<Config, 'nodeEnv'>): SecurityHeaders {
  return headersOfHelmet({
    contentSecurityPolicy: { useDefaults: false, directives: { ...NOTHING, ...NOWHERE } },
    frameguard: { action: 'deny' },
    // In development, it would prevent every other program at this address from using plain HTTP for a year.
    strictTransportSecurity: config.nodeEnv === 'production' && { maxAge: 365 * 86_400, includeSubDomains: false },
    // These protect against problems of Internet Explorer and Flash, or concern links in pages.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
    originAgentCluster: false,
  });
}

/** The policy of one of our own pages, which may load only what is listed. */
export function pagePolicy(directives: Directives): SecurityHeaders {
  return { 'content-security-policy': contentSecurityPolicy({ ...NOTHING, ...directives, ...NOWHERE }) };
}

function contentSecurityPolicy(directives: Directives): string {
  const headers = headersOfHelmet({ contentSecurityPolicy: { useDefaults: false, directives } });
  return headers['content-security-policy'] ?? '';
}

/**
 * The headers that helmet sets, computed once: computing them for each response would slow down authenticated requests
 * by a sixth.
 */
function headersOfHelmet(options: HelmetOptions): SecurityHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, () => {});
  return Object.fromEntries(response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]));
}
