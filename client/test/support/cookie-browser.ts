import { cookieTokens } from 'gatehouse-client';
import { type Clients, newStorage, type TestClient } from './clients.js';
import { Network } from './network.js';

export interface Tab extends TestClient {
  /** Between the browser, which has stored the cookies of a response by then, and the page. */
  readonly page: Network;
}

/** What the tabs of a browser share: a storage, and cookies, stored in the order in which responses arrive. */
export class CookieBrowser {
  private readonly cookies = new Map<string, string>();
  private readonly storage = newStorage();

  constructor(private readonly clients: Clients) {}

  newTab(): Tab {
    const network = new Network();
    const page = new Network(this.withCookies(network.fetch));
    return { ...this.clients.newClient({ fetch: page.fetch, tokens: cookieTokens(this.storage) }), network, page };
  }

  private withCookies(send: typeof fetch): typeof fetch {
    return async (input, init) => {
      const request = new Request(input, init);
      request.headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '));
      const response = await send(request);
      for (const line of response.headers.getSetCookie()) this.take(line);
      return response;
    };
  }

  private take(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value) this.cookies.set(name, value);
    else this.cookies.delete(name);
  }
}
