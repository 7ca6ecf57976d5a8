import { isIP } from 'node:net';
import { z } from 'zod';

export const seconds = (byDefault: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(10 * 365 * 86_400)
    .default(byDefault);
export const wholeNumber = (byDefault: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(byDefault);

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

/** Not `z.url()`, for which `app.example.com:443` is one: of a protocol called `app.example.com`. */
export const webUrl = () =>
  z.string().refine(isUrlOf(['http:', 'https:']), 'must look like https://app.example.com, with the https://');

export const isProxyAddress = (entry: string) => {
  const [address = '', bits = '0', ...rest] = entry.trim().split('/');
  return (
    isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128) && rest.length === 0
  );
};
