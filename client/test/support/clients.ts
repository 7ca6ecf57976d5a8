import {
  createGatehouseClient,
  type GatehouseClient,
  type GatehouseClientOptions,
  type SignedIn,
} from 'gatehouse-client';
import type { Config } from '../../../src/config/config.js';
import { PASSWORD, someEmail } from '../../../test/support/api-client.js';
import { type Gatehouse, useGatehouse } from '../../../test/support/gatehouse.js';
import { Network } from './network.js';

export interface TestClient {
  readonly client: GatehouseClient;
  readonly network: Network;
  /** Why the client has told its app that it is signed out, each time. */
  readonly signOuts: string[];
  readonly email: string;
}

/** The real server, listening, and clients of it. */
export class Clients {
  url = '';

  constructor(readonly gatehouse: Gatehouse) {}

  newClient(options: Partial<GatehouseClientOptions> = {}): TestClient {
    const network = new Network();
    const client = createGatehouseClient({ url: this.url, fetch: network.fetch, ...options });
    const signOuts: string[] = [];
    client.onSignedOut((reason) => signOuts.push(reason));
    return { client, network, signOuts, email: someEmail() };
  }

  /** A client of a new user. `network.sent` starts empty. */
  async signedIn(options: Partial<GatehouseClientOptions> = {}): Promise<TestClient> {
    const testClient = this.newClient(options);
    await signUp(testClient);
    testClient.network.sent.length = 0;
    return testClient;
  }

  expireAccessTokens(): void {
    this.gatehouse.clock.advance({ minutes: 16 });
  }
}

export function useClients(settings: Partial<Config> = {}): Clients {
  const clients = new Clients(useGatehouse(settings));
  beforeAll(async () => {
    clients.url = await clients.gatehouse.api.url();
  });
  return clients;
}

export async function signUp({ client, email }: TestClient): Promise<SignedIn> {
  const result = await client.register({ email, password: PASSWORD });
  if (result.__typename !== 'AuthPayload') throw new Error(result.message);
  return result;
}

/** What a browser's tabs share. Node.js has none by default. */
export function newStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}
