const numberFormat = new Intl.NumberFormat('en');

/** `1,234`. */
export const amount = (value: number) => numberFormat.format(value);

/** `1 session`, `1,234 sessions`. */
export function count(value: number, noun: string): string {
  return `${amount(value)} ${value === 1 ? noun : `${noun}s`}`;
}

/** The value of an enum in words: `PASSWORD_RESET` is `Password reset`. */
export function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 app, 2 passkeys and 3 codes`. */
export const list = new Intl.ListFormat('en');

const timeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** To the second, in the time zone of the browser. */
export const exactTime = (time: string) => timeFormat.format(new Date(time));
