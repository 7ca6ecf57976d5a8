import { loadConfig } from '../../src/config/config.js';
import { useGatehouse } from '../support/gatehouse.js';
import { LOGOS, writeLogo } from '../support/logos.js';

const read = (content: Buffer) => loadConfig({ BRAND_LOGO_FILE: writeLogo(content) });

/** The address of the picture in the last email to a new user. */
async function logoInEmail(gatehouse: ReturnType<typeof useGatehouse>): Promise<string | undefined> {
  const { user } = await gatehouse.api.newUser();
  await gatehouse.app.deliverMail();
  return /<img [^>]*src="([^"]*)"/.exec(gatehouse.mail.to(user.email).at(-1)?.html ?? '')?.[1];
}

describe('a logo in a file', () => {
  const { brandLogoFile } = read(LOGOS.svg);
  const gatehouse = useGatehouse({ brandLogoFile });
  const get = (url: string) => gatehouse.app.server.inject(url);

  test('browsers may keep the logo for good, as another logo has another address', async () => {
    const { statusCode, headers, rawPayload } = await get(brandLogoFile?.path ?? '');
    expect([statusCode, headers['content-type'], rawPayload]).toEqual([200, 'image/svg+xml', LOGOS.svg]);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test('an email of last month shows the logo of today, which may be kept for an hour', async () => {
    const { headers, rawPayload } = await get('/logo/of-last-month');
    expect([headers['cache-control'], rawPayload]).toEqual(['public, max-age=3600', LOGOS.svg]);
  });

  test('no script of a logo may run where it is opened by itself', async () => {
    const policy = String((await get(brandLogoFile?.path ?? '')).headers['content-security-policy']);
    expect(policy.split(';')).toEqual(expect.arrayContaining(["default-src 'none'", 'sandbox']));
    expect(policy).not.toMatch(/script-src|allow-/);
  });

  test('pages of other sites, such as mail programs, may show the logo', async () => {
    const { headers } = await get(brandLogoFile?.path ?? '');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  test('emails show the name in place of an SVG image, which many mail programs do not show', async () => {
    expect(await logoInEmail(gatehouse)).toBeUndefined();
  });
});

describe('a logo for emails', () => {
  const { brandLogoFile } = read(LOGOS.png);
  const gatehouse = useGatehouse({ brandLogoFile, jwtIssuer: 'https://id.example.com/' });

  test('emails show the logo of the file at the public address of the server', async () => {
    expect(await logoInEmail(gatehouse)).toBe(`https://id.example.com${brandLogoFile?.path}`);
  });
});

describe('a logo for emails of a server whose public address is not known', () => {
  const { brandLogoFile } = read(LOGOS.png);
  const gatehouse = useGatehouse({ brandLogoFile, nodeEnv: 'production', smtpAllowPlaintext: true });

  test('emails show the name of the service where the address of its logo is not known', async () => {
    expect(await logoInEmail(gatehouse)).toBeUndefined();
  });
});

describe('a server without a logo in a file', () => {
  const gatehouse = useGatehouse();

  test('without a file there is no logo', async () => {
    expect((await gatehouse.app.server.inject('/logo/any')).statusCode).toBe(404);
  });
});
