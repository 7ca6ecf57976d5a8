const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 hours ago`, `yesterday`; `just now` for what is less than a minute ago. */
export function relativeTime(time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? [];
  return unit && length ? format.format(Math.trunc(seconds / length), unit) : 'just now';
}

const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long' });
const timeFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short' });

export const formatDate = (time: string) => dateFormat.format(new Date(time));
export const formatTime = (time: string) => timeFormat.format(new Date(time));
