import { UserState } from '../accounts/administration/administration.inputs.js';
import type { User } from '../users/user.entity.js';

/** What was not written by us could steer a terminal, or look like something else. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Rows as text in columns, two spaces apart. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const printable = rows.map((row) => row.map((cell) => cell.replace(UNPRINTABLE, escaped)));
  const widths = (printable[0] ?? []).map((_, column) => Math.max(...printable.map((row) => row[column]?.length ?? 0)));
  const lines = printable.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** A character by its code point, as in a string of JavaScript. */
export function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

export function stateOf({ deactivatedAt }: User): UserState {
  return deactivatedAt ? UserState.DEACTIVATED : UserState.ACTIVE;
}

/** In one line, without what could be read differently. */
export function describeUser(user: User): string {
  const state = user.deactivatedAt ? 'deactivated' : `active (${user.role})`;
  return `${user.email} is ${state}${user.emailVerifiedAt ? '' : ', address not verified'}`;
}

/** The minute is enough for people. */
export function formatTime(time: Date | null): string {
  return time ? `${time.toISOString().slice(0, 16).replace('T', ' ')}Z` : '-';
}
