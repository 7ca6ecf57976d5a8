const DAY_MILLIS = 86_400_000;

/** So many days in UTC, the last of which is today. The same all day long, so that nothing is loaded twice. */
export function rangeOf(days: number, now = Date.now()): { since: string; until: string } {
  const tomorrow = (Math.floor(now / DAY_MILLIS) + 1) * DAY_MILLIS;
  return { since: new Date(tomorrow - days * DAY_MILLIS).toISOString(), until: new Date(tomorrow).toISOString() };
}

const dayFormat = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

/** `Nov 30`. */
export const shortDay = (date: string) => dayFormat.format(new Date(date));

/** `Nov 30, 2026`. */
export const fullDay = (date: string) => fullFormat.format(new Date(date));
