/** Where Vite serves a front end, and where the examples run. */
const DEVELOPMENT_FRONT_END = 'http://localhost:5173';

interface Server {
  readonly jwtIssuer: string;
  readonly nodeEnv: string;
  readonly port: number;
}

interface OwnAddress extends Server {
  readonly accountPages: boolean;
}

/** Where browsers find this server, as far as that is known: where JWT_ISSUER is a URL, and in development on this machine. */
export function publicOrigin({ jwtIssuer, nodeEnv, port }: Server): string | undefined {
  if (/^https?:\/\//.test(jwtIssuer) && URL.canParse(jwtIssuer)) return new URL(jwtIssuer).origin;
  return nodeEnv === 'production' ? undefined : `http://localhost:${port}`;
}

/**
 * Where links in emails lead if APP_URL does not say so: to the account pages of this server. In development, a server without
 * them is beside a front end of Vite.
 */
export function defaultAppUrl({ accountPages, ...server }: OwnAddress): string | undefined {
  const origin = publicOrigin(server);
  if (accountPages && origin) return `${origin}/account`;
  return server.nodeEnv === 'production' ? undefined : DEVELOPMENT_FRONT_END;
}

/** Where links in emails lead. */
export function appUrlOf(values: OwnAddress & { readonly appUrl?: string | undefined }): string {
  return values.appUrl ?? defaultAppUrl(values) ?? DEVELOPMENT_FRONT_END;
}

/** Pages that may use passkeys if PASSKEY_ORIGINS lists none. In development, the examples run beside the server. */
export function defaultPasskeyOrigins(values: OwnAddress & { readonly appUrl?: string | undefined }): string[] {
  const { origin } = new URL(appUrlOf(values));
  const isBesideExamples = values.nodeEnv !== 'production' && !values.appUrl;
  return isBesideExamples ? [...new Set([origin, DEVELOPMENT_FRONT_END])] : [origin];
}
