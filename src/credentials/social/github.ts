import { type Configuration, fetchProtectedResource } from 'openid-client';
import { z } from 'zod';
import type { Claims } from './presets.js';

const API = 'https://api.github.com';

/** https://docs.github.com/en/rest/users/users#get-the-authenticated-user */
const account = z.object({ id: z.int().positive() });

/** https://docs.github.com/en/rest/users/emails#list-email-addresses-for-the-authenticated-user */
const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub has no ID tokens: its API says who someone is, in the claims that an ID token would have. */
export async function fetchGitHubAccount(configuration: Configuration, accessToken: string): Promise<Claims> {
  const read = async <T>(path: string, schema: z.ZodType<T>) => {
    const headers = new Headers({ accept: 'application/vnd.github+json' });
    const response = await fetchProtectedResource(configuration, accessToken, new URL(path, API), 'GET', null, headers);
    if (response.status !== 200) throw new Error(`the API of GitHub has responded with the status ${response.status}`);
    return schema.parse(await response.json());
  };
  const { id } = await read('/user', account);
  const primary = (await read('/user/emails', emails)).find((each) => each.primary);
  const { issuer } = configuration.serverMetadata();
  return { iss: issuer, sub: String(id), email: primary?.email, email_verified: primary?.verified };
}
