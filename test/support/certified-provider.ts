import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** Somebody who has an account there. */
interface Account {
  readonly accountId: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

/** `oidc-provider`, which is certified by the OpenID Foundation, with people who always agree. */
export class CertifiedProvider {
  issuer = '';
  private account: Account = { accountId: 'nobody', email: '', emailVerified: false };
  private server: Server | undefined;
  private provider: Provider | undefined;

  constructor(private readonly redirectUri: string) {}

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.provider = new Provider(this.issuer, this.configuration());
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  signInAs(account: Account): void {
    this.account = account;
  }

  /** Goes where a browser would be sent, up to the redirect URI. */
  async visit(url: string): Promise<string> {
    const cookies = new Map<string, string>();
    let next = url;
    while (!next.startsWith(this.redirectUri)) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (!location) throw new Error(`the provider shows a page: ${await response.text()}`);
      next = new URL(location, next).href;
    }
    return next;
  }

  private configuration(): Configuration {
    return {
      clients: [
        {
          client_id: 'gatehouse',
          client_secret: 'a secret of the provider',
          redirect_uris: [this.redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { email: ['email', 'email_verified'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => this.claims(accountId) }),
      loadExistingGrant: async ({ oidc }) => {
        const { client, session } = oidc;
        const grant = new oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
      cookies: { keys: ['a key of the provider'] },
    } as Configuration;
  }

  private claims(sub: string) {
    const { email, emailVerified } = this.account;
    return { sub, email, email_verified: emailVerified };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return this.provider?.callback()(request, response) as Promise<void>;
    const login = { accountId: this.account.accountId };
    await this.provider?.interactionFinished(request, response, { login });
  }
}
