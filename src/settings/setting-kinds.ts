import { z } from 'zod';
import { parseRange } from '../ip-address.js';

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

/** Not `z.url()`, for which `app.example.com:443` is one: of a protocol called `app.example.com`. */
export const webUrl = () =>
  z.string().refine(isUrlOf(['http:', 'https:']), 'must look like https://app.example.com, with the https://');

const isRange = (entry: string) => parseRange(entry.trim()) !== undefined;

/** A proxy is believed: trusting every address lets anyone claim any address, and get around every limit. */
const isEverybody = (entry: string) => parseRange(entry.trim())?.[1] === 0;

export const proxyAddresses = () =>
  z
    .string()
    .refine((list) => list.split(',').every(isRange), 'must list IP addresses or ranges such as 10.0.0.0/8')
    .refine(
      (list) => !list.split(',').some(isEverybody),
      'must not trust every address (a range that ends in /0): anyone could then claim any address',
    )
    .default('');
