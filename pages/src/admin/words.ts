const numberFormat = new Intl.NumberFormat('en');

/** `1 session`, `1,234 sessions`. */
export function count(amount: number, noun: string): string {
  return `${numberFormat.format(amount)} ${amount === 1 ? noun : `${noun}s`}`;
}

/** The value of an enum in words: `PASSWORD_RESET` is `Password reset`. */
export function inWords(value: string): string {
  const words = value.toLowerCase().replaceAll('_', ' ').replaceAll('totp', 'TOTP');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 app, 2 passkeys and 3 codes`. */
export const list = new Intl.ListFormat('en');
