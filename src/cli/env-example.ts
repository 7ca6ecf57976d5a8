import { environmentVariable, settings } from '../settings.js';

/** The text of `.env.example`: every setting, commented out, with what it means and its default. */
export function renderEnvExample(): string {
  const head = '# Copy this file to .env and change what you need. It is read outside production only.\n';
  const blocks = Object.entries(settings).map(([name, setting]) => {
    return `# ${setting.description ?? ''}\n#${environmentVariable(name)}=${defaultOf(name)}\n`;
  });
  return [head, ...blocks].join('\n');
}

/** The default of a setting as it would stand in the environment; empty where there is none or it depends. */
export function defaultOf(name: string): string {
  if (name === 'passwordHashThreads') return '';
  const setting = settings[name as keyof typeof settings];
  const value: unknown = setting.safeParse(undefined).data;
  return value === undefined ? '' : String(value);
}
