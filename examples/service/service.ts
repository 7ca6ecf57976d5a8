import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createVerifier, requireUser, VerificationError, verifyHeader } from 'gatehouse-verifier';

const { GATEHOUSE_URL = 'http://localhost:4000', GATEHOUSE_API_KEY = '', PORT = '5000' } = process.env;
const { JWT_ISSUER = 'gatehouse', JWT_AUDIENCE = 'gatehouse' } = process.env;

/** Knows Gatehouse's public keys, and which tokens are revoked. Until it does, it accepts none. */
const verifier = createVerifier({
  url: new URL('/graphql', GATEHOUSE_URL).href,
  issuer: JWT_ISSUER,
  audience: JWT_AUDIENCE,
  apiKey: GATEHOUSE_API_KEY,
  onEvent: (event) => {
    if (event.type === 'disconnected') console.error(`Gatehouse: ${event.message}`);
  },
});

/** The notes of each user, by the user's id. */
const notes = new Map<string, string[]>();

/** @returns the id of the user who sends the request. */
async function userIdOf({ headers }: IncomingMessage): Promise<string> {
  const claims = await verifyHeader(verifier, headers.authorization);
  requireUser(claims);
  return claims.sub;
}

/** Returns the user's notes, with the posted one added. */
async function serveNotes(request: IncomingMessage, userId: string): Promise<string[]> {
  const own = notes.get(userId) ?? [];
  if (request.method === 'POST') own.push(await text(request));
  notes.set(userId, own);
  return own;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (error instanceof VerificationError) response.writeHead(error.status, error.headers).end(error.message);
  else response.writeHead(500).end();
}

const server = createServer(async (request, response) => {
  try {
    const body = JSON.stringify(await serveNotes(request, await userIdOf(request)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  } catch (error) {
    refuse(response, error);
  }
});

server.listen(Number(PORT), 'localhost', () => {
  console.log(`Notes at http://localhost:${(server.address() as AddressInfo).port}`);
});
