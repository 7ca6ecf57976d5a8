import { useSyncExternalStore } from 'react';
import { type Language, localeFor } from './languages';

const CHOSEN = 'gatehouse.language';
const ACCOUNT = 'gatehouse.account-language';

/** Where the browser blocks its storage, a choice lasts as long as the page. */
const values = { [CHOSEN]: stored(CHOSEN), [ACCOUNT]: stored(ACCOUNT) };
const listeners = new Set<() => void>();

/** The tag by which the pages speak, such as `de-CH`. */
export function preferredLocale(): string {
  return localeFor({ chosen: values[CHOSEN], account: values[ACCOUNT], browser: navigator.languages });
}

export function usePreferredLocale(): string {
  return useSyncExternalStore(subscribe, preferredLocale);
}

/** What the person wants here, whatever the account says. Null: what the account says. */
export function chooseLanguage(language: Language | null): void {
  store(CHOSEN, language);
}

/** Null when nobody is signed in any longer. */
export function setAccountLocale(locale: string | null): void {
  store(ACCOUNT, locale);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(key: keyof typeof values, value: string | null): void {
  if (values[key] === value) return;
  values[key] = value;
  for (const listener of listeners) listener();
}

function store(key: keyof typeof values, value: string | null): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {}
  changed(key, value);
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

// Other tabs follow.
addEventListener('storage', ({ key, newValue }) => {
  if (key === CHOSEN || key === ACCOUNT) changed(key, newValue);
});
addEventListener('languagechange', () => {
  for (const listener of listeners) listener();
});
