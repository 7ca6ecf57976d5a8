import { isIP } from 'node:net';
import { z } from 'zod';
import { readConnectionUrl } from '../db/connection-url.js';
import { ConnectionUrlError } from '../db/connection-url-parameters.js';

/** Digits only: `Number` would also take `1e3` and `0x10`. */
const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number, in digits')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

export const port = () => integer(0, 65_535);

export const wholeNumber = (byDefault: number, least: number, most: number) => integer(least, most).default(byDefault);

export const seconds = (byDefault: number) => wholeNumber(byDefault, 1, 10 * 365 * 86_400);

export const perHour = (byDefault: number) => wholeNumber(byDefault, 1, 10_000_000);

export const commaSeparated = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))
    .default([]);

export const isUrlOf = (protocols: string[]) => (text: string) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol);

/** Kept as it is written: the files that it names are read again when the database is opened. */
export const connectionUrl = () =>
  z.string().superRefine((url, context) => {
    try {
      readConnectionUrl(url);
    } catch (error) {
      if (!(error instanceof ConnectionUrlError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });

/** Not `z.url()`, for which `app.example.com:443` is one: of a protocol called `app.example.com`. */
export const webUrl = () =>
  z.string().refine(isUrlOf(['http:', 'https:']), 'must look like https://app.example.com, with the https://');

export const isProxyAddress = (entry: string) => {
  const [address = '', bits = '0', ...rest] = entry.trim().split('/');
  return (
    isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128) && rest.length === 0
  );
};
