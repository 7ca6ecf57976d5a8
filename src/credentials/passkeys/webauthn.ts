import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { JsonObject } from '../../api/json-object.js';
import { MAX_CREDENTIAL_ID_LENGTH } from './passkey.entities.js';

/** Who asks for signatures: https://www.w3.org/TR/webauthn-3/#relying-party */
export interface RelyingParty {
  /** What people know this service as. */
  readonly name: string;
  /** The domain that passkeys are for. */
  readonly id: string;
  /** The pages and apps that may use them. */
  readonly origins: readonly string[];
}

/** How long a ceremony is kept, and how long the browser waits for an authenticator. */
export const CEREMONY_TTL_SECONDS = 300;

/** Ed25519, ES256 and RS256: what every version of Node.js that we run on can verify, whichever instance gets the response. */
const ALGORITHMS = [-8, -7, -257];

/** In base64url: https://www.w3.org/TR/webauthn-3/#credential-id */
const CREDENTIAL_ID = new RegExp(`^[\\w-]{1,${MAX_CREDENTIAL_ID_LENGTH}}$`);

/** A passkey as browsers refer to it. */
export interface CredentialDescriptor {
  readonly id: string;
  readonly transports: string[];
}

export interface RegistrationRequest {
  readonly challenge: string;
  readonly userHandle: string;
  /** What password managers show. */
  readonly userName: string;
  /** Those that the user has: their authenticators make no second one. */
  readonly existing: readonly CredentialDescriptor[];
}

/** What is passed to `navigator.credentials.create()`. */
export async function creationOptions(party: RelyingParty, request: RegistrationRequest): Promise<JsonObject> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const { challenge, userHandle, userName, existing } = request;
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    challenge: bytesOf(challenge),
    userID: bytesOf(userHandle),
    userName,
    userDisplayName: userName,
    timeout: CEREMONY_TTL_SECONDS * 1000,
    attestationType: 'none',
    excludeCredentials: [...existing],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return { ...options };
}

/**
 * What is passed to `navigator.credentials.get()`.
 *
 * @param allowed the passkeys to choose from; undefined while it is not known who signs in.
 */
export async function requestOptions(
  party: RelyingParty,
  challenge: string,
  allowed?: readonly CredentialDescriptor[],
): Promise<JsonObject> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: bytesOf(challenge),
    timeout: CEREMONY_TTL_SECONDS * 1000,
    userVerification: 'preferred',
    ...(allowed && { allowCredentials: [...allowed] }),
  });
  return { ...options };
}

/** A new passkey, as its authenticator describes it. */
export interface RegisteredCredential {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly isSynced: boolean;
  readonly isBackedUp: boolean;
  readonly aaguid: string;
  readonly transports: string[];
}

/** @throws whatever is wrong with the response. */
export async function verifyRegistration(
  party: RelyingParty,
  challenge: string,
  json: JsonObject,
): Promise<RegisteredCredential> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const response = registrationResponse(json);
  await refuseCertificates(response);
  await refuseOtherFrames(response.response.clientDataJSON);
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    ...expected(party, challenge),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  });
  if (!registrationInfo) throw new Error('the attestation does not verify');
  const { credential, credentialDeviceType, credentialBackedUp: isBackedUp, aaguid } = registrationInfo;
  const { id: credentialId, publicKey, counter } = credential;
  if (credentialId !== response.id) throw new Error('id is not that of the new credential');
  const transports = response.response.transports ?? [];
  const isSynced = credentialDeviceType === 'multiDevice';
  return { credentialId, publicKey, counter, isSynced, isBackedUp, aaguid, transports };
}

/** What a signature of a passkey says. */
export interface Assertion {
  readonly isUserVerified: boolean;
  readonly counter: number;
  readonly isSynced: boolean;
  readonly isBackedUp: boolean;
}

/**
 * Checks everything but the counter, which is compared once the passkey is locked.
 *
 * @throws whatever is wrong with the response.
 */
export async function verifyAssertion(
  party: RelyingParty,
  challenge: string,
  response: AuthenticationResponseJSON,
  publicKey: Uint8Array,
): Promise<Assertion> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  await refuseOtherFrames(response.response.clientDataJSON);
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    ...expected(party, challenge),
    requireUserVerification: false,
    credential: { id: response.id, publicKey: Uint8Array.from(publicKey), counter: 0 },
  });
  if (!verified) throw new Error('the signature does not verify');
  const { userVerified: isUserVerified, newCounter: counter, credentialDeviceType } = authenticationInfo;
  const isSynced = credentialDeviceType === 'multiDevice';
  return { isUserVerified, counter, isSynced, isBackedUp: authenticationInfo.credentialBackedUp };
}

function expected({ id, origins }: RelyingParty, expectedChallenge: string) {
  return { expectedChallenge, expectedOrigin: [...origins], expectedRPID: id };
}

/**
 * No attestation was asked for, so a browser sends none, or one by the key itself. The library would check certificates
 * and load lists of revoked ones from wherever they say: addresses that a stranger chooses.
 */
async function refuseCertificates({ response }: RegistrationResponseJSON): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const attestation = decodeAttestationObject(bytesOf(response.attestationObject));
  const isSelfMade = attestation.get('fmt') === 'packed' && !attestation.get('attStmt').get('x5c');
  if (attestation.get('fmt') !== 'none' && !isSelfMade) throw new Error('an attestation was not asked for');
}

/**
 * A page of another origin must not have it signed in a frame. The library passes over it where the browser does not name
 * that origin, and at a registration.
 */
async function refuseOtherFrames(clientDataJSON: string): Promise<void> {
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers');
  const { crossOrigin, topOrigin } = decodeClientDataJSON(clientDataJSON);
  if (crossOrigin || topOrigin) throw new Error('signed in a frame of another origin');
}

/** The members that are needed, each of its type: nothing else of what was sent goes any further. */
export function assertionResponse(json: JsonObject): AuthenticationResponseJSON {
  const inner = objectAt(json, 'response');
  const userHandle = inner.userHandle ?? undefined;
  if (userHandle !== undefined && typeof userHandle !== 'string') throw new Error('userHandle is not a text');
  const response = {
    ...texts(inner, 'clientDataJSON', 'authenticatorData', 'signature'),
    ...(userHandle !== undefined && { userHandle }),
  };
  return { ...credentialOf(json), response };
}

function registrationResponse(json: JsonObject): RegistrationResponseJSON {
  const inner = objectAt(json, 'response');
  const transports = Array.isArray(inner.transports) ? inner.transports.filter(isTransport) : [];
  const response = { ...texts(inner, 'clientDataJSON', 'attestationObject'), transports: [...new Set(transports)] };
  return { ...credentialOf(json), response };
}

function credentialOf(json: JsonObject) {
  const { id, rawId, type } = texts(json, 'id', 'rawId', 'type');
  if (type !== 'public-key') throw new Error('type is not public-key');
  if (!CREDENTIAL_ID.test(id)) throw new Error('id is not that of a credential, in base64url');
  return { id, rawId, type, clientExtensionResults: {} } as const;
}

function objectAt(json: JsonObject, name: string): JsonObject {
  const value = json[name];
  if (typeof value !== 'object' || value === null) throw new Error(`${name} is not an object`);
  return value as JsonObject;
}

function texts<Name extends string>(json: JsonObject, ...names: Name[]): Record<Name, string> {
  const wrong = names.find((name) => typeof json[name] !== 'string');
  if (wrong) throw new Error(`${wrong} is not a text`);
  return Object.fromEntries(names.map((name) => [name, json[name]])) as Record<Name, string>;
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

function isTransport(value: unknown): value is string {
  return typeof value === 'string' && TRANSPORTS.includes(value);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(base64url, 'base64url'));
}
