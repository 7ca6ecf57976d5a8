import { environmentVariable, type SettingName, settings } from '../config/settings.js';

/** A setting, for people. */
export interface SettingText {
  readonly variable: string;
  /** As it would be written in the environment; empty where there is none or where it depends on the machine. */
  readonly byDefault: string;
  readonly description: string;
}

export function describeSettings(): SettingText[] {
  return (Object.keys(settings) as SettingName[]).map((name) => ({
    variable: environmentVariable(name),
    byDefault: defaultOf(name),
    description: settings[name].description ?? '',
  }));
}

function defaultOf(name: SettingName): string {
  const value: unknown = name === 'passwordHashThreads' ? undefined : settings[name].safeParse(undefined).data;
  return value === undefined ? '' : String(value);
}

/** What a file `.env` has about a setting. */
export function describeSetting(description: string, assignment: string): string {
  return `# ${description}\n${assignment}\n`;
}

/** As describeSetting(), with the description of the setting. */
export function writeSetting(name: SettingName, value: string | undefined): string {
  const variable = environmentVariable(name);
  return describeSetting(settings[name].description ?? '', value ? `${variable}=${value}` : `#${variable}=`);
}
