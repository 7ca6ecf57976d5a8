import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

const { GATEHOUSE_URL = 'http://localhost:4000', PORT = '5000' } = process.env;
const { JWT_ISSUER = 'gatehouse', JWT_AUDIENCE = 'gatehouse' } = process.env;

/** Gatehouse's public keys: fetched at the first token, and again when one is signed by a key that is new. */
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', GATEHOUSE_URL));

/** The notes of each user, by the user's id. */
const notes = new Map<string, string[]>();

/** The id of the user whose access token it is: RFC 9068 §4. */
async function userIdOf(accessToken: string): Promise<string> {
  const { payload } = await jwtVerify(accessToken, keys, {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    typ: 'at+jwt',
    algorithms: ['ES256', 'RS256'],
    requiredClaims: ['sub', 'exp'],
  });
  return payload.sub as string;
}

/** Answers the user's notes. What is posted is added to them. */
async function serveNotes(request: IncomingMessage, userId: string): Promise<string[]> {
  const own = notes.get(userId) ?? [];
  if (request.method === 'POST') own.push(await text(request));
  notes.set(userId, own);
  return own;
}

/** That the keys cannot be fetched says nothing about the token. */
const KEYS_ARE_AWAY = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'];

function refuse(response: ServerResponse, error: unknown): void {
  const isTokenBad = error instanceof errors.JOSEError && !KEYS_ARE_AWAY.includes(error.code);
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
