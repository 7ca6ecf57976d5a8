import type { useTranslations } from 'use-intl';
import type { Messages, Translation } from '../../messages/translation';
import type { Language } from './languages';

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
  }
}

/** Each is a file of its own: browsers load the one that is shown. */
const FILES: Record<Language, () => Promise<{ readonly messages: Translation }>> = {
  en: () => import('../../messages/en'),
  de: () => import('../../messages/de'),
  fr: () => import('../../messages/fr'),
  es: () => import('../../messages/es'),
  pt: () => import('../../messages/pt'),
  ja: () => import('../../messages/ja'),
};

const loaded = new Map<Language, Promise<Messages>>();

/** The texts of a language: the same promise each time. */
export function loadMessages(language: Language): Promise<Messages> {
  // The types of the English texts name the placeholders, which a test compares with those of the others.
  const messages = loaded.get(language) ?? FILES[language]().then((file) => file.messages as Messages);
  loaded.set(language, messages);
  return messages;
}

export interface Localization {
  readonly locale: string;
  readonly t: ReturnType<typeof useTranslations<never>>;
}

/** A text, or how to say it in the language that is shown: what is kept changes along with the language then. */
export type Wording = string | ((localization: Localization) => string);

export function say(wording: Wording, localization: Localization): string {
  return typeof wording === 'string' ? wording : wording(localization);
}
