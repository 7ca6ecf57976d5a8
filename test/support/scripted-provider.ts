import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

/** What a provider says about somebody. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: unknown;
  readonly [claim: string]: unknown;
}

/** What a good provider never does. */
export interface Misdeed {
  /** Claims in place of the right ones; undefined leaves one out. */
  readonly claims?: Record<string, unknown>;
  readonly sign?: (claims: JWTPayload, provider: ScriptedProvider) => Promise<string> | string;
  /** Members of the discovery document in place of the right ones. */
  readonly metadata?: Record<string, unknown>;
  /** Answers the token endpoint. */
  readonly token?: (response: ServerResponse) => void;
  /** Leaves claims of the person out of the ID token, for UserInfo to have them. */
  readonly userInfo?: Record<string, unknown>;
}

/** What an authorization request has asked for. */
interface Grant {
  readonly nonce: string;
  /** Which the code verifier must fit. */
  readonly challenge: string;
}

/** A provider that does what it is told, good or bad. Codes are what tests make up. */
export class ScriptedProvider {
  issuer = '';
  person: Person = { sub: 'nobody' };
  misdeed: Misdeed = {};
  readonly requested: string[] = [];
  keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private kid = 'first';
  private readonly grants = new Map<string, Grant>();
  private readonly usedCodes = new Set<string>();
  private server: Server | undefined;

  constructor(readonly clientId = 'gatehouse') {}

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** Somebody is there, and from now on nothing is wrong. */
  answerFor(person: Person, misdeed: Misdeed = {}): void {
    this.person = person;
    this.misdeed = misdeed;
  }

  /** What the browser would bring back from the address that it was sent to. */
  callbackFor(url: string, code: string = crypto.randomUUID()): string {
    const { searchParams } = new URL(url);
    const [nonce, challenge] = [searchParams.get('nonce') ?? '', searchParams.get('code_challenge') ?? ''];
    this.grants.set(code, { nonce, challenge });
    const redirect = new URL(searchParams.get('redirect_uri') ?? '');
    redirect.search = new URLSearchParams({
      code,
      state: searchParams.get('state') ?? '',
      iss: this.issuer,
    }).toString();
    return redirect.href;
  }

  /** An ID token as a native app gets it. */
  idToken(nonce: string, changes: Record<string, unknown> = {}): Promise<string> {
    const digest = createHash('sha256').update(nonce).digest('hex');
    return this.sign({ ...this.claims(digest), ...changes });
  }

  /** From now on it signs by another key, and publishes that alone. */
  changeKey(kid: string): void {
    this.kid = kid;
    this.keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  }

  async sign(claims: JWTPayload, kid = this.kid, key: KeyObject = this.keys.privateKey): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
  }

  private claims(nonce: string): JWTPayload {
    const now = Math.floor(Date.now() / 1000);
    const { userInfo, claims } = this.misdeed;
    const person = userInfo ? { sub: this.person.sub } : this.person;
    return { iss: this.issuer, aud: this.clientId, iat: now, exp: now + 300, nonce, ...person, ...claims };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '', this.issuer).pathname;
    this.requested.push(path);
    if (path === '/.well-known/openid-configuration') return json(response, this.metadata());
    if (path === '/authorize') return this.sendBack(request, response);
    if (path === '/jwks') return json(response, { keys: [await this.publicKey()] });
    if (path === '/userinfo') return json(response, { ...this.person, ...this.misdeed.userInfo });
    if (path === '/token') return this.exchange(await bodyOf(request), response);
    response.writeHead(404).end();
  }

  /** Somebody in a browser agrees at once. */
  private sendBack(request: IncomingMessage, response: ServerResponse): void {
    const location = this.callbackFor(new URL(request.url ?? '', this.issuer).href);
    response.writeHead(302, { location }).end();
  }

  private async exchange(body: URLSearchParams, response: ServerResponse): Promise<void> {
    if (this.misdeed.token) return this.misdeed.token(response);
    const verifier = body.get('code_verifier') ?? '';
    const code = body.get('code') ?? '';
    const grant = this.grants.get(code);
    const fits = createHash('sha256').update(verifier).digest('base64url') === grant?.challenge;
    if (!grant || !fits || this.usedCodes.has(code)) return json(response, { error: 'invalid_grant' }, 400);
    this.usedCodes.add(code);
    const sign = this.misdeed.sign ?? ((claims) => this.sign(claims));
    const tokens = { access_token: 'an access token of the provider', token_type: 'Bearer' };
    json(response, { ...tokens, id_token: await sign(this.claims(grant.nonce), this) });
  }

  private metadata() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      ...this.misdeed.metadata,
    };
  }

  private async publicKey() {
    return { ...(await exportJWK(this.keys.publicKey)), kid: this.kid, alg: 'RS256', use: 'sig' };
  }
}

/** Signs by the public key, as if it were a secret. */
export function signWithPublicKey(claims: JWTPayload, { keys }: ScriptedProvider): Promise<string> {
  const secret = Buffer.from(keys.publicKey.export({ type: 'spki', format: 'pem' }));
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
}

export function signNot(claims: JWTPayload): string {
  return new UnsecuredJWT(claims).encode();
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
