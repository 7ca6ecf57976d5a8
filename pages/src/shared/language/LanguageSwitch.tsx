import { NativeSelect } from '@mantine/core';
import { Languages } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LANGUAGES, type Language, languageOf } from './languages';
import { chooseLanguage, usePreferredLocale } from './preference';

/** Changes the language of the pages, at once and for later visits. */
export function LanguageSwitch() {
  const t = useTranslations('shared');
  const language = languageOf(usePreferredLocale()) ?? 'en';
  return (
    <NativeSelect
      size="xs"
      className="language-switch"
      aria-label={t('language')}
      leftSection={<Languages size={16} aria-hidden="true" />}
      value={language}
      onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
    >
      <LanguageOptions />
    </NativeSelect>
  );
}

interface OptionsProps {
  /** By default the code of the language. */
  readonly valueFor?: (language: Language) => string;
}

/** Each language, as it calls itself. */
export function LanguageOptions({ valueFor = (language) => language }: OptionsProps) {
  return Object.entries(LANGUAGES).map(([code, name]) => (
    <option key={code} value={valueFor(code as Language)} lang={code}>
      {name}
    </option>
  ));
}
