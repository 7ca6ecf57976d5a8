import type { FastifyInstance } from 'fastify';
import type { LogoFile } from '../config/logo-file.js';
import { pagePolicy } from './security-headers.js';

/** A year: another logo has another path. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** An email of last month leads to the logo of that time, in place of which it gets that of today. */
const FOR_A_WHILE = 'public, max-age=3600';

const HEADERS = {
  // An SVG image can contain scripts, which would run where someone opens it by itself.
  ...pagePolicy({ styleSrc: ["'unsafe-inline'"], imgSrc: ['data:'], sandbox: [] }),
  // Mail programs in the browser show it on pages of other sites.
  'cross-origin-resource-policy': 'cross-origin',
};

/** The logo of BRAND_LOGO_FILE, in pages and in emails. */
export function addLogo(server: FastifyInstance, logo: LogoFile | undefined): void {
  if (!logo) return;
  server.get('/logo/:version', ({ url }, reply) => {
    const cacheControl = url === logo.path ? IMMUTABLE : FOR_A_WHILE;
    return reply
      .headers({ ...HEADERS, 'cache-control': cacheControl })
      .type(logo.type)
      .send(logo.content);
  });
}
