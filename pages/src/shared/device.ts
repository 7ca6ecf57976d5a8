import Bowser from 'bowser';
import type { Localization } from './language/messages';

export type DeviceKind = 'computer' | 'phone' | 'tablet' | 'program';

export interface Device {
  readonly kind: DeviceKind;
  /** `Firefox on Android`. */
  readonly name: string;
}

const MAX_NAME_LENGTH = 60;

/** What a `User-Agent` header says about a device. It is sent by the device, which may say anything. */
export function deviceOf(userAgent: string | null, { t }: Localization): Device {
  if (!userAgent) return { kind: 'program', name: t('shared.unknownDevice') };
  const { browser, os, platform } = Bowser.parse(userAgent);
  if (!browser.name || !os.name) return { kind: 'program', name: shorten(browser.name || userAgent) };
  return { kind: kindOf(platform.type), name: t('shared.device', { browser: browser.name, system: os.name }) };
}

function kindOf(type: string | undefined): DeviceKind {
  if (type === 'mobile') return 'phone';
  return type === 'tablet' ? 'tablet' : 'computer';
}

function shorten(text: string): string {
  return text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH)}…` : text;
}
