import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';

/** Where a front end runs during development, with Vite, Next.js and the like. */
const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

export type IsAllowedOrigin = (origin: string | undefined) => boolean;

/** Decides which origins may call: those of CORS_ORIGINS or, in development, every one on this machine. */
export function allowedOrigins({ corsOrigins, nodeEnv }: Pick<Config, 'corsOrigins' | 'nodeEnv'>): IsAllowedOrigin {
  const listed = new Set(corsOrigins.map((url) => new URL(url).origin));
  const allowsLocalhost = listed.size === 0 && nodeEnv !== 'production';
  return (origin) => origin !== undefined && (listed.has(origin) || (allowsLocalhost && LOCALHOST.test(origin)));
}

/**
 * Whether the request does not come from a page of another origin. Browsers say so in `Sec-Fetch-Site`, which pages
 * cannot set and proxies do not change: https://www.w3.org/TR/fetch-metadata/. Older ones send `Origin`, which they
 * omit only within an origin. A client that sends neither is not a browser, so pages cannot make it send cookies.
 */
export function isSameOrigin({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site === 'same-origin';
  // Host can be empty, and so can the host of an origin such as `file://`, but they are not the same.
  return origin === undefined || (host !== '' && URL.canParse(origin) && new URL(origin).host === host);
}

/** Lets front ends of allowed origins call from a browser, with cookies if they want. */
export async function allowOrigins(server: FastifyInstance, isAllowed: IsAllowedOrigin): Promise<void> {
  await server.register(cors, {
    origin: (origin, respond) => respond(null, isAllowed(origin)),
    credentials: true,
    methods: ['GET', 'POST'],
    maxAge: 3600,
  });
}
