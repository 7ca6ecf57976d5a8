import type { ApiClient, SignedIn } from './api-client.js';
import type { Gatehouse } from './gatehouse.js';
import { startMutation } from './operations.js';
import { type AuthenticatorSettings, type Forgery, type OptionsJson, SoftAuthenticator } from './soft-authenticator.js';

/** What was begun with a passkey. */
export interface Ceremony {
  readonly ceremonyId: string;
  readonly options: OptionsJson;
  readonly expiresAt: string;
}

/** Somebody who has a passkey, and what it is kept in. */
export interface WithPasskey extends SignedIn {
  readonly passkeyId: string;
  readonly authenticator: SoftAuthenticator;
}

/** Begins something with a passkey; fails with the code of what was refused. */
export async function start(api: ApiClient, field: string, token?: string, input?: object): Promise<Ceremony> {
  const { data, errors } = await api.send(startMutation(field), { input }, token === undefined ? {} : { token });
  if (errors) throw new Error(String(errors[0]?.extensions?.code));
  return data[field];
}

export const startLogin = (api: ApiClient, input?: object) => start(api, 'startPasskeyLogin', undefined, input);

/** Begins to add a passkey, and completes it with what an authenticator makes of that. */
export async function register(
  api: ApiClient,
  token: string,
  authenticator: SoftAuthenticator,
  forged: Forgery = {},
  name?: string,
) {
  const { ceremonyId, options } = await start(api, 'startPasskeyRegistration', token);
  const response = authenticator.create(options, forged);
  return api.mutate('completePasskeyRegistration', { ceremonyId, response, name }, token);
}

export async function addPasskey(
  { api }: Pick<Gatehouse, 'api'>,
  user: SignedIn,
  settings: AuthenticatorSettings = {},
): Promise<WithPasskey> {
  const authenticator = new SoftAuthenticator(settings);
  const { passkey } = await register(api, user.accessToken, authenticator);
  return { ...user, authenticator, passkeyId: passkey.id };
}

/** A new person with a verified address and a passkey. */
export async function newUserWithPasskey(gatehouse: Gatehouse, settings?: AuthenticatorSettings): Promise<WithPasskey> {
  return addPasskey(gatehouse, await gatehouse.newVerifiedUser(), settings);
}

/** Logs in by a passkey. */
export async function login(api: ApiClient, { authenticator }: Pick<WithPasskey, 'authenticator'>, forged?: Forgery) {
  const { ceremonyId, options } = await startLogin(api);
  return complete(api, ceremonyId, authenticator.get(options, forged));
}

export function complete(api: ApiClient, ceremonyId: string, response: object) {
  return api.mutate('completePasskeyLogin', { ceremonyId, response });
}

/** Why a login by passkey was refused; or what came of it. */
export function outcomeOf({
  __typename,
  code,
  reason,
}: {
  __typename: string;
  code?: string;
  reason?: string;
}): string {
  return reason ?? code ?? __typename;
}

/** Somebody new, signed up by a passkey in place of a password. */
export async function signUp(api: ApiClient, email: string, authenticator = new SoftAuthenticator(), forged?: Forgery) {
  const started = await api.mutate('startPasskeySignUp', { email });
  if (!started.ceremonyId) return started;
  const response = authenticator.create(started.options, forged);
  return api.mutate('registerWithPasskey', { ceremonyId: started.ceremonyId, response });
}
