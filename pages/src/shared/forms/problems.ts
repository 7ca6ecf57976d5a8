import type { Messages } from '../../messages/translation';
import type { Localization, Wording } from '../language/messages';
import { pageSettings } from '../page-settings';
import { formatDuration } from '../relative-time';
import { kindOf, LIMITS } from './field-limits';

/** What the server reports, or the client. */
export interface Failure {
  readonly code?: string | undefined;
  /** In English. */
  readonly message: string;
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
}

export interface FieldFailure {
  readonly field: string;
  readonly code?: string;
  readonly message: string;
}

/** Problems that look the same to people. */
const SAME_AS: Readonly<Record<string, keyof Messages['problems']>> = {
  BAD_RESPONSE: 'UNREACHABLE',
  REFRESH_FAILED: 'UNREACHABLE',
};

/** What to say about a failure: the text for its code, or the server's message if the pages do not know the code. */
export function messageOf({ code = '', message, reason = '', retryAfterSeconds = 0 }: Failure): Wording {
  return ({ locale, t }) => {
    const wait = formatDuration(retryAfterSeconds, { locale });
    return textFor(t, `problems.${SAME_AS[code] ?? code}`, { reason, wait }) ?? message;
  };
}

/** The same about a field. */
export function fieldMessageOf({ field, code = '', message }: FieldFailure): Wording {
  const kind = kindOf(field) ?? '';
  const limit = limitOf(field, code);
  if (code.startsWith('TOO_') && !limit) return message;
  return ({ t }) => textFor(t, `fieldProblems.${code}`, { kind, limit }) ?? message;
}

/** 0 if the pages do not know it. */
function limitOf(field: string, code: string): number {
  const kind = kindOf(field);
  if (kind === 'password' && code === 'TOO_SHORT') return pageSettings.passwordMinLength;
  return (kind && (code === 'TOO_SHORT' || code === 'TOO_LONG') && LIMITS[kind][code]) || 0;
}

/** For keys that are known only when the program runs. */
function textFor(t: Localization['t'], key: string, values: Record<string, string | number>): string | undefined {
  const translate = t as unknown as {
    (key: string, values: Record<string, string | number>): string;
    has(key: string): boolean;
  };
  return translate.has(key) ? translate(key, values) : undefined;
}
