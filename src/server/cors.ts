import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { IsAllowedOrigin } from './origins.js';

/** Lets front ends of other origins call from a browser, with cookies if they like. */
export async function allowOrigins(server: FastifyInstance, isAllowed: IsAllowedOrigin): Promise<void> {
  await server.register(cors, {
    origin: (origin, answer) => answer(null, isAllowed(origin)),
    credentials: true,
    methods: ['GET', 'POST'],
    maxAge: 3600,
  });
}
