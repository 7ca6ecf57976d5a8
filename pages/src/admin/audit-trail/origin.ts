import { deviceOf } from '../../shared/device';
import type { Localization } from '../../shared/language/messages';

interface Origin {
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** From where something was done, as far as it is known: `203.0.113.7`, `Firefox on Linux`. */
export function originOf({ ipAddress, userAgent }: Origin, localization: Localization): string[] {
  return [ipAddress, userAgent && deviceOf(userAgent, localization).name].filter((each) => !!each) as string[];
}
