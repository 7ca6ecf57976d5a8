import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';

/** Where a front end runs that is being developed: Vite, Next.js and the like. */
const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

export type IsAllowedOrigin = (origin: string | undefined) => boolean;

/** Tells front ends that may call from another origin: those of CORS_ORIGINS, or while developing all of this machine. */
export function allowedOrigins({ corsOrigins, nodeEnv }: Pick<Config, 'corsOrigins' | 'nodeEnv'>): IsAllowedOrigin {
  const listed = new Set(corsOrigins.map((url) => new URL(url).origin));
  const allowsLocalhost = listed.size === 0 && nodeEnv !== 'production';
  return (origin) => origin !== undefined && (listed.has(origin) || (allowsLocalhost && LOCALHOST.test(origin)));
}

/**
 * Whether no page of another origin has sent the request. Browsers say so in `Sec-Fetch-Site`, which no page can set and
 * no proxy changes: https://www.w3.org/TR/fetch-metadata/. Older ones send `Origin`, which is left out at most within an
 * origin; what sends neither is no browser, and nobody can trick it into sending cookies.
 */
export function isSameOrigin({ headers, host }: Pick<FastifyRequest, 'headers' | 'host'>): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site === 'same-origin';
  // A Host can be empty, as can that of an origin such as `file://`; these are not the same.
  return origin === undefined || (host !== '' && URL.canParse(origin) && new URL(origin).host === host);
}

/** Lets front ends of other origins call from a browser, with cookies if they like. */
export async function allowOrigins(server: FastifyInstance, isAllowed: IsAllowedOrigin): Promise<void> {
  await server.register(cors, {
    origin: (origin, answer) => answer(null, isAllowed(origin)),
    credentials: true,
    methods: ['GET', 'POST'],
    maxAge: 3600,
  });
}
