import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { escapeHtml } from '../mail/html.js';
import { type BuiltFile, builtFolder, sendBuiltFile } from './built-files.js';
import { ACCOUNT_PATH, ADMIN_PATH } from './paths.js';
import { pagePolicy } from './security-headers.js';

/** Where scripts/build-pages.js puts the pages. */
const FOLDER = builtFolder('pages');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A year. The name of each file contains a hash of its content. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

export type PagesConfig = Pick<
  Config,
  | 'adminConsole'
  | 'brandName'
  | 'brandLogoFile'
  | 'brandLogoUrl'
  | 'brandColor'
  | 'brandPrivacyUrl'
  | 'brandTermsUrl'
  | 'corsOrigins'
  | 'nodeEnv'
  | 'passwordMinLength'
>;

/** `/account`, `/admin` and what is below them: one page, whose script reads the address. Its files are at `/pages`. */
export function addAccountPages(server: FastifyInstance, config: PagesConfig): void {
  // Read at the first visit: tests and servers that nobody visits need no build of them.
  let built: { readonly page: string; readonly files: Map<string, BuiltFile> } | undefined;
  const pages = () => {
    built ??= { page: renderPage(config), files: listFiles() };
    return built;
  };
  const headers = { ...policyOf(config), 'cache-control': 'no-store' };
  const areas = [ACCOUNT_PATH, ...(config.adminConsole ? [ADMIN_PATH] : [])];
  for (const url of areas.flatMap((path) => [path, `${path}/*`]))
    server.get(url, (_request, reply) => reply.headers(headers).type('text/html; charset=utf-8').send(pages().page));
  server.register(async (scope) => acceptPostedCallbacks(scope));
  server.get<{ Params: { name: string } }>('/pages/:name', (request, reply) => {
    const file = pages().files.get(request.params.name);
    if (!file) return reply.callNotFound();
    return sendBuiltFile(request, reply.header('cache-control', IMMUTABLE), file);
  });
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A code of Apple has 50 characters. */
const MAX_FORM_BYTES = 16_384;

/**
 * Some providers have the browser post what it brings back:
 * https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html. The page finds it in its address, as from the others.
 */
function acceptPostedCallbacks(scope: FastifyInstance): void {
  scope.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: MAX_FORM_BYTES }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  scope.post<{ Body: unknown }>(`${ACCOUNT_PATH}/social-login`, ({ body }, reply) => {
    const fields = body instanceof URLSearchParams ? body : new URLSearchParams();
    const query = new URLSearchParams();
    for (const name of ['code', 'state', 'error', 'iss']) if (fields.has(name)) query.set(name, fields.get(name) ?? '');
    return reply.header('cache-control', 'no-store').redirect(`${ACCOUNT_PATH}/social-login?${query}`, 303);
  });
}

/** By name: what is not in it cannot be requested. */
function listFiles(): Map<string, BuiltFile> {
  const names = readdirSync(FOLDER).filter((name) => TYPES[extname(name)]);
  return new Map(
    names.map((name) => [name, { path: FOLDER + name, type: TYPES[extname(name)] as string, tag: `W/"${name}"` }]),
  );
}

/** What the page needs to know is in a meta element, for inline scripts are not allowed to run. */
function renderPage(config: PagesConfig): string {
  const settings = escapeHtml(JSON.stringify(settingsOf(config)));
  return readFileSync(`${FOLDER}index.html`, 'utf8')
    .replace('name="gatehouse" content="{}"', () => `name="gatehouse" content="${settings}"`)
    .replace(/(?<=<title>)Account|(?<=class="brand-name">)Gatehouse/g, () => escapeHtml(config.brandName));
}

/** As `PageSettings` of pages/src/shared/page-settings.ts. */
function settingsOf(config: PagesConfig) {
  return {
    brand: {
      name: config.brandName,
      color: config.brandColor,
      logoUrl: config.brandLogoUrl ?? config.brandLogoFile?.path,
      privacyUrl: config.brandPrivacyUrl,
      termsUrl: config.brandTermsUrl,
    },
    returnTo: {
      origins: config.corsOrigins.map((url) => new URL(url).origin),
      localhost: config.corsOrigins.length === 0 && config.nodeEnv !== 'production',
    },
    passwordMinLength: config.passwordMinLength,
    hasConsole: config.adminConsole,
  };
}

function policyOf({ brandLogoUrl }: PagesConfig) {
  return pagePolicy({
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    // QR codes are embedded.
    imgSrc: ["'self'", 'data:', ...(brandLogoUrl ? [new URL(brandLogoUrl).origin] : [])],
    connectSrc: ["'self'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  });
}
