const BROWSERS = [/Edg/, /Firefox/, /Chrome/, /Safari/];
const SYSTEMS = [/Android/, /iPhone|iPad/, /Windows/, /Mac/, /Linux/];

/** Summarizes a `User-Agent`, in two words where it is a common one: `Firefox, Linux`. */
export function deviceName(userAgent: string | null): string {
  const found = [BROWSERS, SYSTEMS].map((patterns) => firstMatch(patterns, userAgent ?? '')).filter(Boolean);
  return found.join(', ') || userAgent || 'Unknown device';
}

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.find((pattern) => pattern.test(text))?.exec(text)?.[0];
}
