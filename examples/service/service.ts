import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

const { GATEHOUSE_URL = 'http://localhost:4000', PORT = '5000' } = process.env;
const { JWT_ISSUER = 'gatehouse', JWT_AUDIENCE = 'gatehouse' } = process.env;

/** Gatehouse's public keys: fetched for the first token, and again for a token signed by a new key. */
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', GATEHOUSE_URL));

/** The notes of each user, by the user's id. */
const notes = new Map<string, string[]>();

/** Verifies an access token (RFC 9068 §4). @returns the id of its user. Tokens of service accounts have no `sid`. */
async function userIdOf(accessToken: string): Promise<string> {
  const { payload } = await jwtVerify(accessToken, keys, {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    typ: 'at+jwt',
    algorithms: ['ES256', 'RS256'],
    requiredClaims: ['sub', 'sid', 'exp'],
  });
  return payload.sub as string;
}

/** Returns the user's notes, with the posted one added. */
async function serveNotes(request: IncomingMessage, userId: string): Promise<string[]> {
  const own = notes.get(userId) ?? [];
  if (request.method === 'POST') own.push(await text(request));
  notes.set(userId, own);
  return own;
}

/** Errors of fetching the keys, which say nothing about the token. */
const KEYS_UNAVAILABLE = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

function refuse(response: ServerResponse, error: unknown): void {
  const isTokenBad = error instanceof errors.JOSEError && !KEYS_UNAVAILABLE.includes(error.code);
  const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
  response.writeHead(isTokenBad ? 401 : 503, isTokenBad ? challenge : {}).end();
}

const server = createServer(async (request, response) => {
  const accessToken = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!accessToken) return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
  try {
    const body = JSON.stringify(await serveNotes(request, await userIdOf(accessToken)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  } catch (error) {
    refuse(response, error);
  }
});

server.listen(Number(PORT), 'localhost', () => {
  console.log(`Notes at http://localhost:${(server.address() as AddressInfo).port}`);
});
