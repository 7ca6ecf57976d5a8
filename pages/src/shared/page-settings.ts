import type { ReturnToRules } from './return-to';

/** What the server says in `<meta name="gatehouse">`. */
export interface PageSettings {
  readonly brand: {
    readonly name: string;
    readonly color: string;
    readonly logoUrl?: string;
    readonly privacyUrl?: string;
    readonly termsUrl?: string;
  };
  /** Which other origins `returnTo` may lead to. */
  readonly returnTo: ReturnToRules;
  readonly passwordMinLength: number;
  /** Whether the server serves the console for administrators. */
  readonly hasConsole: boolean;
}

/** Those of a page that Vite serves. */
const DEFAULTS: PageSettings = {
  brand: { name: 'Gatehouse', color: '#1d4ed8' },
  returnTo: { origins: [], localhost: true },
  passwordMinLength: 8,
  hasConsole: true,
};

const content = document.querySelector<HTMLMetaElement>('meta[name=gatehouse]')?.content;

export const pageSettings: PageSettings = { ...DEFAULTS, ...JSON.parse(content || '{}') };
