import { type ReactNode, use, useDeferredValue, useLayoutEffect } from 'react';
import { IntlProvider, useLocale, useTranslations } from 'use-intl';
import { type Language, languageOf } from './languages';
import { type Localization, loadMessages } from './messages';
import { usePreferredLocale } from './preference';

interface Props {
  /** The only one of an area that speaks no other. */
  readonly language?: Language | undefined;
  readonly children: ReactNode;
}

/** Gives an area its language. Suspends until the texts are there; a change is shown once those of the new one are. */
export function Localized({ language, children }: Props) {
  const preferred = usePreferredLocale();
  const locale = useDeferredValue(language ?? preferred);
  const shown = languageOf(locale) ?? 'en';
  const messages = use(loadMessages(shown));
  useLayoutEffect(() => {
    document.documentElement.lang = shown;
  }, [shown]);
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}

export function useLocalization(): Localization {
  return { locale: useLocale(), t: useTranslations() };
}
