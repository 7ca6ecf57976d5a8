const BROWSERS = [/Edg/, /Firefox/, /Chrome/, /Safari/];
const SYSTEMS = [/Android/, /iPhone|iPad/, /Windows/, /Mac/, /Linux/];

/** What a `User-Agent` says, in two words where it can be told: `Firefox, Linux`. */
export function deviceName(userAgent: string | null): string {
  const found = [BROWSERS, SYSTEMS].map((patterns) => firstMatch(patterns, userAgent ?? '')).filter(Boolean);
  return found.join(', ') || userAgent || 'Unknown device';
}

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.find((pattern) => pattern.test(text))?.exec(text)?.[0];
}
