import type { BreachList } from './breached-passwords.js';

/** Together with the response's body. */
const TIMEOUT_MILLIS = 1000;

/** Ten times what a padded response takes. */
const MAX_RESPONSE_BYTES = 512 * 1024;

const PREFIX_LENGTH = 5;

/** The rest of a digest, and how often that password was seen: 0 for padding. */
const LINE = /^([0-9A-F]{35}):(\d+)$/i;

/** What is wrong with a response. */
export class RangeApiError extends Error {
  override readonly name = 'RangeApiError';
}

/**
 * The range API of Have I Been Pwned, or one like it. Only the first five digits of a digest leave this server: some
 * thousand passwords share them. https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange
 */
export class RangeApi implements BreachList {
  private readonly base: string;

  /** @param url with or without a slash at its end. */
  constructor(url: string) {
    this.base = url.replace(/\/*$/, '/');
  }

  async has(digest: string): Promise<boolean> {
    const lines = (await this.fetchRange(digest.slice(0, PREFIX_LENGTH))).split(/\r?\n/).filter(Boolean);
    const entries = lines.map((line) => LINE.exec(line)).filter((entry) => entry !== null);
    if (lines.length > 0 && entries.length === 0) throw new RangeApiError('the response is not a range of digests');
    const rest = digest.slice(PREFIX_LENGTH);
    return entries.some(([, suffix, count]) => suffix?.toUpperCase() === rest && Number(count) > 0);
  }

  /** A redirect is an error: it would send the digits to whom nobody has chosen. */
  private async fetchRange(prefix: string): Promise<string> {
    const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    const headers = { 'add-padding': 'true', 'user-agent': 'gatehouse', accept: 'text/plain' };
    const response = await fetch(this.base + prefix, { headers, redirect: 'error', signal }).catch(throwWithoutUrl);
    if (response.status === 200) return readBounded(response).catch(throwWithoutUrl);
    await response.body?.cancel();
    throw new RangeApiError(`the response has the status ${response.status}`);
  }
}

async function readBounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_RESPONSE_BYTES) throw new RangeApiError('the response is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

/** What `fetch` throws may name the address, which ends in the digits. */
function throwWithoutUrl(error: Error & { cause?: { code?: string } }): never {
  if (error instanceof RangeApiError) throw error;
  const reason = error.name === 'TimeoutError' ? 'no response in time' : (error.cause?.code ?? 'the request failed');
  throw new RangeApiError(reason);
}
