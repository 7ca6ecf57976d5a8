import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config/config.js';
import { type ApiClient, type SignedIn, someEmail } from './api-client.js';
import { type Gatehouse, useGatehouse } from './gatehouse.js';
import { type Misdeed, type Person, ScriptedProvider } from './scripted-provider.js';

export const FRONT_END = 'https://app.example.com';

/** A server with providers, which run before it. The first is `one`, the second `two`. */
export function useSocial(settings: Partial<Config> = {}, extra: Record<string, unknown> = {}) {
  const [one, two] = [new ScriptedProvider(), new ScriptedProvider()];
  const file = useProvidersFile([one, two], extra);
  const gatehouse = useGatehouse({ appUrl: FRONT_END, identityProvidersFile: file, ...settings });
  return { gatehouse, one, two };
}

/** A running provider, of which only the address is needed. */
interface RunningProvider {
  readonly issuer: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function useProvidersFile(providers: readonly RunningProvider[], extra: Record<string, unknown> = {}): string {
  const file = join(tmpdir(), `providers-${randomUUID()}.json`);
  beforeAll(async () => {
    for (const provider of providers) await provider.start();
    const entries = providers.map(({ issuer }, index) => {
      const [id, name] = index === 0 ? ['one', 'One'] : ['two', 'Two'];
      return { id, name, issuer, clientId: 'gatehouse', clientSecret: 'a secret of the provider', ...extra };
    });
    await writeFile(file, JSON.stringify(entries));
  });
  afterAll(async () => {
    for (const provider of providers) await provider.stop();
    await rm(file);
  });
  return file;
}

/** Somebody whom no other test knows, with a verified address. */
export function somebody(changes: Partial<Person> = {}): Person & { email: string } {
  return { sub: randomUUID(), email: someEmail(), email_verified: true, ...changes } as Person & { email: string };
}

/** Begins a login at a provider; what is to be completed. */
export async function begin(api: ApiClient, provider: ScriptedProvider, input: object = {}, token?: string) {
  const started = await api.mutate('startSocialLogin', { provider: 'one', ...input }, token);
  if (started.__typename !== 'SocialLoginStart') throw new Error(started.code);
  return { callbackUrl: provider.callbackFor(started.url), flowToken: started.flowToken, url: started.url };
}

export interface SocialLoginOptions {
  readonly provider?: 'one' | 'two';
  readonly misdeed?: Misdeed;
  readonly input?: object;
}

/** Logs somebody in at a provider. */
export async function socialLogin(
  api: ApiClient,
  at: ScriptedProvider,
  person: Person,
  { provider = 'one', misdeed = {}, input = {} }: SocialLoginOptions = {},
) {
  at.answerFor(person, misdeed);
  const { callbackUrl, flowToken } = await begin(api, at, { provider, ...input });
  return api.mutate('completeSocialLogin', { callbackUrl, flowToken });
}

/** Links somebody's account at a provider to that of a user. */
export async function linkIdentity(api: ApiClient, at: ScriptedProvider, user: SignedIn, person: Person) {
  at.answerFor(person);
  const { callbackUrl, flowToken } = await begin(api, at, { link: true }, user.accessToken);
  return api.mutate('linkIdentity', { callbackUrl, flowToken }, user.accessToken);
}

/** In one word: why it failed, or that it did not. */
export function outcomeOf(result: { __typename: string; code?: string; reason?: string }): string {
  return result.reason ?? result.code ?? result.__typename;
}

/** A user with a verified address, and the offer to link somebody's account with that address. */
export async function offerLink(gatehouse: Gatehouse, at: ScriptedProvider, user?: SignedIn) {
  const owner = user ?? (await gatehouse.newVerifiedUser());
  const person = somebody({ email: owner.user.email });
  const { linkToken } = await socialLogin(gatehouse.api, at, person);
  return { owner, person, linkToken };
}
