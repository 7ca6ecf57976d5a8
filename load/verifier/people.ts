import { randomUUID } from 'node:crypto';
import { LOGOUT, REGISTER } from '../../test/support/operations.ts';
import type { StubbornApi } from '../chaos/stubborn-api.ts';
import type { Findings } from './chaos-report.ts';
import { askService, watchToken } from './watch.ts';

export type Services = ReadonlyArray<{ readonly url: string; readonly service: number }>;

interface AuthResult {
  readonly __typename: string;
  readonly accessToken: string;
}

/** Somebody new, signed in. Answers their access token. */
async function register(api: StubbornApi): Promise<string> {
  for (;;) {
    const input = { email: `person-${randomUUID()}@example.com`, password: 'correct horse battery' };
    const { answer } = await api.ask<AuthResult>(REGISTER, { input });
    const result = answer.data?.register;
    // Where the answer to a first try was lost, the address is taken now.
    if (result?.__typename === 'AuthPayload') return result.accessToken;
  }
}

/** Has somebody log out, and from then on watches what each service says of their token, without waiting for it. */
export async function logInAndOut(api: StubbornApi, services: Services, findings: Findings): Promise<void> {
  const token = await register(api);
  for (const { url, service } of services) findings.addLiving(service, await askService(url, token));
  await api.ask(LOGOUT, {}, token);
  const loggedOutAtMillis = Date.now();
  for (const service of services) findings.addWatch(service.service, watchToken(service, token, loggedOutAtMillis));
}

export interface Usage {
  readonly services: Services;
  /** Of people who use each service. */
  readonly count: number;
  readonly api: StubbornApi;
  readonly findings: Findings;
  readonly stopped: AbortSignal;
}

/** Signs people in who use the services all the time, until they are stopped. */
export async function useServices({ services, count, api, findings, stopped }: Usage): Promise<void> {
  const tokens: string[] = [];
  while (tokens.length < count) tokens.push(await register(api));
  const use = async (url: string, service: number, token: string) => {
    while (!stopped.aborted) findings.addLiving(service, await askService(url, token));
  };
  await Promise.all(services.flatMap(({ url, service }) => tokens.map((token) => use(url, service, token))));
}
