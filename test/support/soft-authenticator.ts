import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** As much of RFC 8949 as WebAuthn needs. */
export function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}

const FLAGS = { up: 1, uv: 4, be: 8, bs: 16, at: 64 } as const;

/** How a response differs from what an honest authenticator, in an honest browser, would return. */
export interface Forgery {
  readonly clientData?: Record<string, unknown>;
  readonly rpId?: string;
  readonly up?: boolean;
  readonly uv?: boolean;
  readonly be?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly credentialId?: Buffer;
  readonly attestation?: readonly [format: string, statement: Map<string, Cbor>];
}

export interface AuthenticatorSettings {
  readonly origin?: string;
  readonly isSynced?: boolean;
  /** Where it stands; an authenticator that does not count says 0 always. */
  readonly counter?: number;
  readonly aaguid?: string;
  readonly algorithm?: -7 | -8 | -257 | -35;
}

// biome-ignore lint/suspicious/noExplicitAny: WebAuthn's options in JSON, as the server sends them.
export type OptionsJson = Record<string, any>;

/** One passkey and the browser around it, in software: https://www.w3.org/TR/webauthn-3/#sctn-authenticator-model */
export class SoftAuthenticator {
  readonly credentialId = randomBytes(32);
  private readonly key: KeyObject;
  private readonly publicKey: KeyObject;
  private userHandle = '';
  counter: number;

  constructor(private readonly settings: AuthenticatorSettings = {}) {
    this.counter = settings.counter ?? 0;
    const { privateKey, publicKey } = newKeyPair(settings.algorithm ?? -7);
    this.key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    this.publicKey = publicKey;
  }

  /** `navigator.credentials.create()` */
  create(options: OptionsJson, forged: Forgery = {}) {
    this.userHandle = options.user.id;
    const clientDataJSON = this.clientData('webauthn.create', options.challenge, forged);
    const authData = this.authenticatorData(options.rp.id, { uv: true, ...forged }, this.attestedCredential(forged));
    const [fmt, attStmt] = forged.attestation ?? ['none', new Map()];
    const attestation = cbor(
      new Map<string, Cbor>([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', authData],
      ]),
    );
    const response = { clientDataJSON, attestationObject: base64url(attestation), transports: ['internal', 'hybrid'] };
    return this.credential(response, forged);
  }

  /** `navigator.credentials.get()` */
  get(options: OptionsJson, forged: Forgery = {}) {
    const clientDataJSON = this.clientData('webauthn.get', options.challenge, forged);
    const authData = this.authenticatorData(options.rpId, { uv: true, ...forged });
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const userHandle = forged.userHandle === undefined ? this.userHandle : forged.userHandle;
    const response = {
      clientDataJSON,
      authenticatorData: base64url(authData),
      signature: base64url(sign(this.settings.algorithm === -8 ? null : 'sha256', signed, this.key)),
      ...(userHandle !== null && { userHandle }),
    };
    return this.credential(response, forged);
  }

  private credential<T extends object>(response: T, { credentialId = this.credentialId }: Forgery) {
    const id = base64url(credentialId);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  private clientData(type: string, challenge: string, { clientData }: Forgery): string {
    const { origin = 'http://localhost:5173' } = this.settings;
    return base64url(JSON.stringify({ type, challenge, origin, crossOrigin: false, ...clientData }));
  }

  private authenticatorData(rpId: string, forged: Forgery, attested: Buffer = Buffer.alloc(0)): Buffer {
    const { isSynced = false } = this.settings;
    const { up = true, uv = false, be = isSynced } = forged;
    const flags = [up && FLAGS.up, uv && FLAGS.uv, be && FLAGS.be | FLAGS.bs, attested.length > 0 && FLAGS.at];
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(forged.counter ?? this.counter);
    const flagByte = flags.reduce<number>((all, flag) => all | Number(flag), 0);
    return Buffer.concat([sha256(forged.rpId ?? rpId), Buffer.from([flagByte]), counter, attested]);
  }

  private attestedCredential({ credentialId = this.credentialId }: Forgery): Buffer {
    const { aaguid = '00000000-0000-0000-0000-000000000000' } = this.settings;
    const length = Buffer.from([credentialId.length >> 8, credentialId.length & 255]);
    return Buffer.concat([Buffer.from(aaguid.replaceAll('-', ''), 'hex'), length, credentialId, this.coseKey()]);
  }

  /** RFC 9052 §7, RFC 9053 §7, RFC 8230 §4. */
  private coseKey(): Buffer {
    const { algorithm = -7 } = this.settings;
    const { x = '', y = '', n = '', e = '' } = this.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => Buffer.from(text, 'base64url');
    const members: Record<string, [number, Cbor][]> = {
      '-7': [
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ],
      '-35': [
        [1, 2],
        [3, -35],
        [-1, 2],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ],
      '-8': [
        [1, 1],
        [3, -8],
        [-1, 6],
        [-2, bytes(x)],
      ],
      '-257': [
        [1, 3],
        [3, -257],
        [-1, bytes(n)],
        [-2, bytes(e)],
      ],
    };
    return cbor(new Map(members[algorithm]));
  }
}

function newKeyPair(algorithm: number) {
  if (algorithm === -8) return generateKeyPairSync('ed25519');
  if (algorithm === -257) return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: algorithm === -35 ? 'secp384r1' : 'prime256v1' });
}

/** The same text in base64url with one bit of what it encodes flipped. */
export function flipBit(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return base64url(bytes);
}
