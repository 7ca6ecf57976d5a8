/** Where Vite serves a front end, and where the examples run. */
const DEVELOPMENT_FRONT_END = 'http://localhost:5173';

interface OwnAddress {
  readonly accountPages: boolean;
  readonly jwtIssuer: string;
  readonly nodeEnv: string;
  readonly port: number;
}

/**
 * Where links in emails lead if APP_URL does not say so: to the account pages of this server, whose public address is known
 * where JWT_ISSUER is one. In development, the server is on this machine; without the pages, so is a front end of Vite.
 */
export function defaultAppUrl({ accountPages, jwtIssuer, nodeEnv, port }: OwnAddress): string | undefined {
  if (accountPages && /^https?:\/\//.test(jwtIssuer) && URL.canParse(jwtIssuer))
    return new URL('/account', jwtIssuer).href;
  if (nodeEnv === 'production') return undefined;
  return accountPages ? `http://localhost:${port}/account` : DEVELOPMENT_FRONT_END;
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
