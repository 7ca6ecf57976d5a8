import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/** Where a front end runs that is being developed: Vite, Next.js and the like. */
const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** Lets front ends of other origins call from a browser: those of CORS_ORIGINS, or while developing all of this machine. */
export async function allowOrigins(
  server: FastifyInstance,
  config: Pick<Config, 'corsOrigins' | 'nodeEnv'>,
): Promise<void> {
  const isDeveloping = config.nodeEnv !== 'production';
  const origins = config.corsOrigins.map((url) => new URL(url).origin);
  const origin = origins.length > 0 || !isDeveloping ? origins : LOCALHOST;
  await server.register(cors, { origin, methods: ['GET', 'POST'], maxAge: 3600 });
}
